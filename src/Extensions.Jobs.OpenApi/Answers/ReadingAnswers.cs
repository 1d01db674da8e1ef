using static Extensions.Jobs.OpenApi.AnswerHeader;

namespace Extensions.Jobs.OpenApi;

/// <summary>What reading a job or its output answers.</summary>
internal static class ReadingAnswers
{
    public static IEnumerable<Answer> OfStatus(JobType type)
    {
        var redirects = type is { HasOutput: true, Options.Redirect: true };
        yield return new(200, AnswerContent.Job, "How the job is getting on.")
        {
            Headers = [ETag, RetryAfter, Sunset, PreferenceApplied, Vary, Revalidate],
            Examples = redirects
                ? [JobStatus.Running, JobStatus.Failed, JobStatus.Cancelled]
                : [JobStatus.Running, JobStatus.Succeeded, JobStatus.Failed, JobStatus.Cancelled],
        };
        if (redirects)
        {
            yield return new(303, AnswerContent.Job, "The job has succeeded; its output is at Location.")
            {
                Headers = [LocationOfOutput, Sunset, PreferenceApplied, Vary, NoStore],
                Examples = [JobStatus.Succeeded],
            };
        }

        yield return new(304, AnswerContent.None, "Nothing has changed since the version in If-None-Match.")
        {
            Headers = [ETag, RetryAfter, PreferenceApplied, Vary, Revalidate],
        };
        yield return Problems.New(400, "The parameter redirect takes true or false, once.").With(Vary) with
        {
            Examples = ["invalid-parameter"],
        };
        yield return Problems.NotFound.With(Vary);
        yield return Problems.Gone.With(PreferenceApplied, Vary);
        yield return Problems.PreconditionFailed.With(PreferenceApplied, Vary);
        yield return Problems.Unavailable.With(Vary);
    }

    public static IEnumerable<Answer> OfOutput(JobType type, bool canRefuse)
    {
        if (type.HasOutput)
        {
            yield return new(200, AnswerContent.Output, "The output.")
            {
                Headers = [ETagOfOutput, LinkToMonitor, Sunset, PreferenceApplied, Vary, Revalidate],
            };
            yield return new(304, AnswerContent.None, "The caller has it: If-None-Match names its version.")
            {
                Headers = [ETagOfOutput, PreferenceApplied, Vary, Revalidate],
            };
        }
        else
        {
            yield return new(204, AnswerContent.None, "The job has succeeded. Jobs of this type have no output.")
            {
                Headers = [PreferenceApplied, Vary, NoStore],
            };
        }

        yield return Problems
            .New(
                404,
                "There is no output yet, with Retry-After; or there will be none; or there is no such job, or it is not the caller's."
            )
            .With(RetryAfter, LinkToMonitor, PreferenceApplied, Vary) with
        {
            Examples = ["output-not-ready", "output-unavailable", "job-not-found"],
        };
        if (canRefuse)
        {
            yield return Problems.New(406, "The caller does not accept JSON.").With(Vary) with
            {
                Examples = ["not-acceptable"],
            };
        }

        yield return type.HasOutput
            ? Problems
                .New(410, "The output was deleted, or the job was, or it has expired.")
                .With(PreferenceApplied, Vary) with
            {
                Examples = ["output-deleted", "job-deleted", "job-expired"],
            }
            : Problems.Gone.With(PreferenceApplied, Vary);
        if (type.HasOutput)
        {
            yield return Problems.PreconditionFailed.With(PreferenceApplied, Vary);
        }

        yield return Problems.Unavailable.With(Vary);
    }
}
