namespace Extensions.Jobs.Mvc;

/// <summary>The media types that are read and written.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string EventStream = "text/event-stream";
    public const string Problem = "application/problem+json";
}
