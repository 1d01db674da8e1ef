namespace Extensions.Jobs.OpenApi;

/// <summary>Answers that are problems, as more than one operation has them.</summary>
internal static class Problems
{
    public static Answer NotFound { get; } =
        New(404, "There is no such job, or it is not the caller's.") with
        {
            Examples = ["job-not-found"],
        };

    public static Answer Gone { get; } =
        New(410, "The job was deleted, or has expired; after a while it is 404.") with
        {
            Examples = ["job-deleted", "job-expired"],
        };

    public static Answer PreconditionFailed { get; } =
        New(412, "If-Match names another version.") with
        {
            Examples = ["precondition-failed"],
        };

    public static Answer Unavailable { get; } =
        New(503, "The service cannot do this now: it is full, stops, or its store cannot be reached.") with
        {
            Examples = ["capacity"],
            Headers = [AnswerHeader.RetryAfterRefusal, AnswerHeader.NoStore],
        };

    public static Answer New(int status, string description) =>
        new(status, AnswerContent.Problem, description) { Headers = [AnswerHeader.NoStore] };

    /// <summary>The same with these headers too.</summary>
    public static Answer With(this Answer answer, params ReadOnlySpan<AnswerHeader> headers) =>
        answer with
        {
            Headers = [.. headers, .. answer.Headers],
        };
}
