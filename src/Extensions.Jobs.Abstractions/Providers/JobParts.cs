namespace Extensions.Jobs.Providers;

/// <summary>Which payloads to read beside the header.</summary>
[Flags]
public enum JobParts
{
    /// <summary>None.</summary>
    Header = 0,

    /// <summary>The input.</summary>
    Input = 1,

    /// <summary>The output.</summary>
    Output = 2,
}
