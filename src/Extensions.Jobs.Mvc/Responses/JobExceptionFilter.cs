using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Answers what the client refuses, and what goes wrong while an input is read or validated: no body can cause a 500. All other
/// exceptions are the host's.
/// </summary>
internal sealed partial class JobExceptionFilter : IExceptionFilter
{
    public static JobExceptionFilter Instance { get; } = new();

    public void OnException(ExceptionContext context)
    {
        var http = context.HttpContext;
        var isReading = http.Features.Get<InputBody>() is { IsBound: false };
        var problem = isReading ? OfReading(context.Exception) : JobProblems.Of(context.Exception);
        if (problem is null)
        {
            return;
        }

        if (context.Exception is not (BadHttpRequestException or JobException { InnerException: null }))
        {
            var logger = http.RequestServices.GetRequiredService<ILogger<JobExceptionFilter>>();
            LogRefused(logger, problem.StatusCode, JobEndpoint.Of(http).Type.Name, context.Exception);
        }

        context.Result = problem;
        context.ExceptionHandled = true;
    }

    private static JobProblem? OfReading(Exception exception) =>
        exception switch
        {
            BadHttpRequestException refused => GenericProblems.Of(refused.StatusCode),
            // The caller has gone, or the host has ended the request.
            IOException or OperationCanceledException => null,
            _ => GenericProblems.Invalid(
                InputErrors.OfWhole("It cannot be read or validated: perhaps it is nested too deep.")
            ),
        };

    [LoggerMessage(LogLevel.Warning, "A request for the job '{Job}' is answered with {StatusCode}.")]
    private static partial void LogRefused(ILogger logger, int statusCode, string job, Exception exception);
}
