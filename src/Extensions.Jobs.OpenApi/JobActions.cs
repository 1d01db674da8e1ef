namespace Extensions.Jobs.OpenApi;

/// <summary>The actions that are described; one that a type of job does not have is in no document.</summary>
internal static class JobActions
{
    public const string Create = nameof(Create);
    public const string List = nameof(List);
    public const string GetStatus = nameof(GetStatus);
    public const string GetOutput = nameof(GetOutput);
    public const string Events = nameof(Events);
    public const string Cancel = nameof(Cancel);
    public const string Delete = nameof(Delete);
    public const string DeleteOutput = nameof(DeleteOutput);
}
