using Extensions.Jobs.Providers;
using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>The problems that have a type of their own: what an exception of the client stands for. docs/http.md explains them.</summary>
internal static class JobProblems
{
    /// <summary>Null: the exception is none of the client's.</summary>
    public static JobProblem? Of(Exception exception) =>
        exception switch
        {
            JobNotFoundException refused => New(404, refused, "There is no such job"),
            JobRemovedException refused => OfRemoved(refused),
            JobOutputException refused => OfOutput(refused),
            JobNotFinishedException refused => OfNotFinished(refused),
            JobFinishedException refused => OfFinished(refused),
            JobLimitException refused => OfLimit(refused),
            JobKeyReusedException refused => New(422, refused, "The idempotency key was used for another input"),
            JobChangedException => GenericProblems.Of(412),
            JobInputException { IsTooLarge: true } => GenericProblems.Of(413),
            JobInputException => GenericProblems.Invalid(InputErrors.OfWhole("It cannot be stored.")),
            JobStoreException => Busy("The store of the jobs cannot be reached."),
            _ => null,
        };

    /// <summary>A query parameter has a value that it does not take.</summary>
    public static JobProblem InvalidParameter(string parameter, string detail) =>
        new(StatusCodes.Status400BadRequest, "invalid-parameter", "A parameter is not valid")
        {
            Detail = detail,
            Parameter = parameter,
        };

    public static JobProblem InvalidCursor() =>
        new(StatusCodes.Status400BadRequest, "invalid-cursor", "The cursor is not valid")
        {
            Detail =
                "Take it from the link to the next page as it is, and leave the other parameters but limit the same.",
            Parameter = JobListQueryBinder.Cursor,
        };

    public static JobProblem TooManyStreams(int limit) =>
        new(StatusCodes.Status429TooManyRequests, "too-many-streams", "The caller has too many open streams")
        {
            Limit = limit,
            IsTemporary = true,
        };

    /// <summary>Nobody can have what is asked for now.</summary>
    public static JobProblem Busy(string detail) =>
        new(StatusCodes.Status503ServiceUnavailable, "capacity", "The service cannot do this now")
        {
            Detail = detail,
            IsTemporary = true,
        };

    public static JobProblem RefusedPreference(string preference) =>
        new(StatusCodes.Status400BadRequest, "preference-refused", "A preference cannot be followed")
        {
            Detail = "It is not known, or its value is not valid, and handling=strict asks to refuse that.",
            Parameter = preference,
        };

    public static JobProblem MissingKey() =>
        new(StatusCodes.Status400BadRequest, "idempotency-key-missing", "An idempotency key is required")
        {
            Detail = "Send an Idempotency-Key that is new for each job, and the same when the request is repeated.",
            IsDescribed = true,
        };

    public static JobProblem InvalidKey() =>
        new(StatusCodes.Status400BadRequest, "idempotency-key-invalid", "The idempotency key is not valid")
        {
            Detail = "Send one Idempotency-Key of 1 to 255 printable ASCII characters, in quotes, without parameters.",
        };

    private static JobProblem New(int statusCode, JobException exception, string title) =>
        new(statusCode, exception.ProblemType, title);

    private static JobProblem OfRemoved(JobRemovedException exception) =>
        new(
            StatusCodes.Status410Gone,
            exception.ProblemType,
            exception.Removal == JobRemoval.Expired ? "The job has expired" : "The job was deleted"
        )
        {
            Removed = exception.Removed,
        };

    private static JobProblem OfOutput(JobOutputException exception) =>
        exception switch
        {
            { Deleted: { } deleted } => new(410, exception.ProblemType, "The output was deleted") { Removed = deleted },
            { Status.IsFinal: true } => new(404, exception.ProblemType, "The job has no output")
            {
                Job = exception.Status,
                Error = exception.Status.Error,
            },
            _ => new(404, exception.ProblemType, "The job has no output yet") { Job = exception.Status },
        };

    private static JobProblem OfNotFinished(JobNotFinishedException exception) =>
        new(StatusCodes.Status409Conflict, exception.ProblemType, "The job has not ended yet")
        {
            Detail = "Wait until it has, or cancel it.",
            Job = exception.Status,
        };

    private static JobProblem OfFinished(JobFinishedException exception) =>
        new(StatusCodes.Status409Conflict, exception.ProblemType, "The job has ended already")
        {
            Job = exception.Status,
        };

    private static JobProblem OfLimit(JobLimitException exception) =>
        exception.Limit == JobLimit.QueueLength
            ? Busy("The queue is full, or the service is being stopped.")
            : new(
                StatusCodes.Status429TooManyRequests,
                exception.ProblemType,
                "The caller has too many unfinished jobs"
            )
            {
                Limit = exception.Value,
                IsTemporary = true,
            };
}
