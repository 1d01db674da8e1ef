using static Extensions.Jobs.OpenApi.AnswerHeader;

namespace Extensions.Jobs.OpenApi;

/// <summary>What the list of jobs and the stream of events answer.</summary>
internal static class WatchingAnswers
{
    public static IReadOnlyList<Answer> OfList { get; } =
    [
        new(200, AnswerContent.Jobs, "A page of the caller's jobs, newest first.")
        {
            Headers = [LinkToPages, Revalidate],
        },
        Problems.New(400, "A parameter is not valid, or is not known.") with
        {
            Examples = ["invalid-parameter", "invalid-cursor"],
        },
        Problems.Unavailable,
    ];

    public static IReadOnlyList<Answer> OfEvents { get; } =
    [
        new(
            200,
            AnswerContent.Events,
            "The events status, with the job document each time it has changed, then completed with the last one, or deleted with "
                + "the id alone; then the end. The id of an event is the version of the job."
        )
        {
            Headers = [NoStore, Unbuffered],
        },
        new(204, AnswerContent.None, "The caller has the last event: Last-Event-ID is its id. Do not connect again.")
        {
            Headers = [NoStore],
        },
        Problems.NotFound,
        Problems.Gone,
        Problems.New(429, "The caller has too many event streams.").With(RetryAfterRefusal) with
        {
            Examples = ["too-many-streams"],
        },
        Problems.Unavailable,
    ];
}
