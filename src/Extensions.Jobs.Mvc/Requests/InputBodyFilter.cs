using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Looks at the body of a request that creates a job before it is bound, after the caller was authorized: JSON that nothing is
/// wrapped around, and not too much; and between these and what is in it, at the headers that say how to create the job.
/// </summary>
internal sealed class InputBodyFilter(int maxBytes) : IAsyncResourceFilter, IOrderedFilter
{
    /// <summary>Before any filter of the host that reads the body.</summary>
    public int Order => int.MinValue;

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        ServerBodyLimit.Lift(http);
        var body = http.Request.Body;
        var input = new InputBody(body, maxBytes);
        var refusal = await RefuseAsync(http.Request, input);
        var terms = CreationTerms.Of(http).Refusal;
        context.Result =
            refusal is { StatusCode: not StatusCodes.Status400BadRequest } ? refusal
            : terms is not null ? await input.RefuseSizeAsync(http.RequestAborted) ?? terms
            : refusal;
        if (context.Result is not null)
        {
            return;
        }

        var contentType = http.Request.ContentType;
        http.Features.Set(input);
        if (InputMediaType.Parse(contentType) is { IsUtf16: true })
        {
            http.Request.Body = new Utf16Body(input);
            http.Request.ContentType = MediaTypes.Json;
        }
        else
        {
            http.Request.Body = input;
        }

        await next();
        http.Request.Body = body;
        http.Request.ContentType = contentType;
    }

    private async Task<JobProblem?> RefuseAsync(HttpRequest request, InputBody input)
    {
        if (request.Headers.ContentEncoding.Any(coding => !IsIdentity(coding)))
        {
            return GenericProblems.UnsupportedCoding();
        }

        if (string.IsNullOrEmpty(request.ContentType))
        {
            return await RefuseUntypedAsync(request, input);
        }

        if (InputMediaType.Parse(request.ContentType) is null)
        {
            return GenericProblems.UnsupportedMediaType();
        }

        // In whatever coding it came: a caller that waits for "100 Continue" then need not send it. The exact limit is InputBody's.
        return request.ContentLength > 2L * maxBytes ? GenericProblems.Of(StatusCodes.Status413PayloadTooLarge) : null;
    }

    private static bool IsIdentity(string? coding) =>
        string.IsNullOrEmpty(coding) || coding.Equals("identity", StringComparison.OrdinalIgnoreCase);

    /// <summary>Nothing was sent, or it is not said what. To tell which, a byte may have to be read; the rest is not wanted.</summary>
    private static async Task<JobProblem> RefuseUntypedAsync(HttpRequest request, InputBody input)
    {
        try
        {
            var isEmpty =
                request.ContentLength == 0
                || request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
                || await input.ReadAsync(new byte[1], request.HttpContext.RequestAborted) == 0;
            return isEmpty ? GenericProblems.NoInput() : GenericProblems.UnsupportedMediaType();
        }
        catch (BadHttpRequestException refused)
        {
            return GenericProblems.Of(refused.StatusCode);
        }
    }
}
