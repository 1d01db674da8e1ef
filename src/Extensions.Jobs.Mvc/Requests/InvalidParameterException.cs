namespace Extensions.Jobs.Mvc;

/// <summary>A query parameter is not known, or has a value that it does not take; the message says what it does take.</summary>
internal sealed class InvalidParameterException(string parameter, string message) : Exception(message)
{
    public string Parameter => parameter;
}
