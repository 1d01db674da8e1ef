using System.Net;
using System.Text;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs;

/// <summary>What an answer that is not the wished one means, as an exception with the problem inside.</summary>
internal static class Refusals
{
    private const int ExcerptLength = 200;
    private const string NoType = "about:blank";

    /// <param name="answer">The answer.</param>
    /// <param name="option">The option of the server that may have turned off what was asked. Default: there is none.</param>
    public static JobException Of(JobAnswer answer, string? option = null) =>
        answer.Status switch
        {
            _ when answer.Is(HttpStatusCode.NotFound, "job-not-found") => new JobNotFoundException
            {
                Problem = answer.Problem,
            },
            _ when answer.Is(HttpStatusCode.Gone, "job-deleted") => Removed(answer, JobRemoval.Deleted),
            _ when answer.Is(HttpStatusCode.Gone, "job-expired") => Removed(answer, JobRemoval.Expired),
            _ when answer.Is(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused") => new JobKeyReusedException
            {
                Problem = answer.Problem,
            },
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new JobAccessDeniedException(
                answer.Status,
                TypeOf(answer),
                $"{Told(answer)}. Give the client credentials by a handler of its IHttpClientBuilder, or rights at the server."
            )
            {
                Problem = answer.Problem,
            },
            _ when LimitOf(answer) is { } limit => limit,
            _ when answer.IsTemporary => new JobServerUnavailableException(
                answer.Status,
                TypeOf(answer),
                $"{Told(answer)}. Try again later."
            )
            {
                Problem = answer.Problem,
                RetryAfter = answer.RetryAfter,
            },
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed when option is not null => NotOurs(
                answer,
                hint: $"Is it turned off at the server ({option} = false)?"
            ),
            _ => NotOurs(answer),
        };

    /// <summary>There was no answer.</summary>
    /// <param name="request">Method and address.</param>
    /// <param name="failure">What came instead.</param>
    public static JobException OfLost(string request, Exception failure)
    {
        var cause = failure.GetBaseException().Message;
        var message =
            failure is OperationCanceledException { InnerException: not TimeoutException } ? "It took too long."
            : failure.Message.Contains(cause, StringComparison.Ordinal) ? failure.Message
            : $"{failure.Message} {cause}";
        return new JobServerUnavailableException(null, NoType, $"{request} was not answered: {message}", failure);
    }

    /// <summary>The input was refused; null: that is not what the answer says.</summary>
    public static JobInputException? OfInput(JobAnswer answer) =>
        answer.Status switch
        {
            HttpStatusCode.RequestEntityTooLarge => new JobInputException($"{Told(answer)}.", isTooLarge: true)
            {
                Problem = answer.Problem,
            },
            HttpStatusCode.BadRequest when answer.Problem is { } problem && !Concerns(problem, "idempotency-key") =>
                new JobInputException($"{Told(answer)}.{ErrorsOf(problem)}") { Problem = problem },
            _ => null,
        };

    /// <summary>The answer makes no sense.</summary>
    public static JobAnswerException NotOurs(JobAnswer answer, Exception? failure = null, string hint = "")
    {
        var because =
            failure is not null ? $"It cannot be read: {failure.Message}"
            : answer.Location is { } location ? $"Redirects are not followed: use the address behind '{location}'."
            : answer.Problem is not null ? hint
            : answer.Status >= HttpStatusCode.InternalServerError ? "The server has failed: its log says why."
            : hint.Length > 0 ? $"{hint} Or is the address of the endpoint wrong?"
            : "This is no answer of the HTTP API of jobs: is the address of the endpoint right?";
        return new JobAnswerException(
            answer.Status,
            TypeOf(answer),
            $"{Told(answer)}. {because} {Excerpt(answer)}".TrimEnd(),
            failure
        )
        {
            Problem = answer.Problem,
        };
    }

    private static JobException Removed(JobAnswer answer, JobRemoval removal) =>
        new JobRemovedException(removal, ProblemReader.TimeOf(answer.Problem, "removed") ?? answer.At)
        {
            Problem = answer.Problem,
        };

    private static JobLimitException? LimitOf(JobAnswer answer) =>
        ProblemReader.NumberOf(answer.Problem, "limit") is not { } value ? null
        : answer.Is(HttpStatusCode.TooManyRequests, "too-many-jobs")
            ? new JobLimitException(JobLimit.UnfinishedPerOwner, value) { Problem = answer.Problem }
        : answer.Is(HttpStatusCode.ServiceUnavailable, "capacity")
            ? new JobLimitException(JobLimit.QueueLength, value) { Problem = answer.Problem }
        : null;

    private static string Told(JobAnswer answer)
    {
        var problem = answer.Problem;
        var text = string.Join(": ", new[] { problem?.Title, problem?.Detail }.Where(part => part is not null));
        return $"{answer.Request} was answered with {(int)answer.Status}"
            + (text.Length == 0 ? "" : $" ({text.TrimEnd('.')})");
    }

    private static string ErrorsOf(ReceivedProblem problem) =>
        problem.Extensions.TryGetValue("errors", out var errors) ? $" {errors.GetRawText()}" : "";

    private static bool Concerns(ReceivedProblem problem, string type) =>
        problem.Type.Contains(type, StringComparison.Ordinal);

    /// <summary>Without what the server has in front of its types: in process there is nothing.</summary>
    private static string TypeOf(JobAnswer answer) =>
        answer.Problem?.Type is { } type && type != NoType
            ? type[(type.LastIndexOfAny(['#', '/', '=', ':']) + 1)..]
            : NoType;

    private static string Excerpt(JobAnswer answer)
    {
        if (answer.Problem is not null || answer.Body.IsEmpty)
        {
            return "";
        }

        var text = Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, ExcerptLength)]);
        var line = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return $"It begins ({answer.MediaType ?? "no media type"}): {line}";
    }
}
