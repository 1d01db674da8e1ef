using static Extensions.Jobs.OpenApi.AnswerHeader;

namespace Extensions.Jobs.OpenApi;

/// <summary>What cancelling and deleting answer.</summary>
internal static class StoppingAnswers
{
    private static readonly Answer _stopping = new(202, AnswerContent.Job, "Its worker was asked to stop.")
    {
        Headers = [ContentLocation, RetryAfter, LinkToMonitor, NoStore],
        Examples = [JobStatus.Cancelling],
    };

    public static IReadOnlyList<Answer> OfCancel { get; } =
    [
        new(200, AnswerContent.Job, "The job is cancelled.") { Headers = [NoStore], Examples = [JobStatus.Cancelled] },
        _stopping,
        Problems.NotFound,
        Problems.New(409, "The job has succeeded or failed already.").With(LinkToMonitor) with
        {
            Examples = ["job-finished"],
        },
        Problems.Gone,
        Problems.Unavailable,
    ];

    public static IReadOnlyList<Answer> OfDelete { get; } =
    [
        new(204, AnswerContent.None, "The job is gone.") { Headers = [PreferenceApplied, NoStore] },
        _stopping.With(PreferenceApplied) with
        {
            Description = "The job document: its worker was asked to stop; when it has, the job is gone.",
            HasSchema = false,
            Examples = [JobExamples.Deleting],
        },
        Problems.NotFound,
        Problems.PreconditionFailed,
        Problems.Unavailable,
    ];

    public static IEnumerable<Answer> OfDeleteOutput(JobType type)
    {
        yield return new(204, AnswerContent.None, "There is no output, any more or at all.")
        {
            Headers = [PreferenceApplied, NoStore],
        };
        yield return new(200, AnswerContent.Job, "The job document, if return=representation was preferred.")
        {
            HasSchema = false,
            Headers = [ContentLocation, PreferenceApplied, NoStore],
            Examples = [JobExamples.OutputDeleted],
        };
        yield return Problems.NotFound;
        yield return Problems.New(409, "The job has not ended yet.").With(RetryAfterRefusal, LinkToMonitor) with
        {
            Examples = ["job-not-finished"],
        };
        if (type.HasOutput)
        {
            yield return Problems.PreconditionFailed;
        }

        yield return Problems.Unavailable;
    }
}
