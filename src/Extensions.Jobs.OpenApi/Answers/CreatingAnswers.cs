using static Extensions.Jobs.OpenApi.AnswerHeader;

namespace Extensions.Jobs.OpenApi;

/// <summary>What the creation of a job answers.</summary>
internal static class CreatingAnswers
{
    private static readonly Answer _invalid = Problems.New(
        400,
        "The body is not valid, or a header of the request is not."
    ) with
    {
        Examples = ["invalid-input", "idempotency-key-invalid", "preference-refused"],
    };

    private static readonly Answer _invalidOrWithoutKey = _invalid.With(LinkToDocumentation) with
    {
        Examples = [.. _invalid.Examples, "idempotency-key-missing"],
    };

    public static IEnumerable<Answer> Of(JobType type) =>
        [
            new(
                202,
                AnswerContent.Job,
                "The job is stored and will run, or was by an earlier request with the same key."
            )
            {
                Headers = [Location, ContentLocation, RetryAfter, LinkToMonitor, PreferenceApplied, Vary, NoStore],
                Examples = [JobStatus.Queued, JobStatus.Succeeded],
            },
            type.Options.RequireIdempotencyKey ? _invalidOrWithoutKey : _invalid,
            Problems.New(413, "The body is too large.") with
            {
                Examples = ["too-large"],
            },
            Problems.New(415, "The body is not JSON, or is coded.").With(Accept, AcceptEncoding) with
            {
                Examples = ["unsupported-media-type"],
            },
            Problems.New(422, "The idempotency key was used for another input.") with
            {
                Examples = ["idempotency-key-reused"],
            },
            Problems.New(429, "The caller has too many unfinished jobs.").With(RetryAfterRefusal) with
            {
                Examples = ["too-many-jobs"],
            },
            Problems.Unavailable,
        ];
}
