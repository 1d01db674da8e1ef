using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Extensions.Jobs.Mvc;

/// <summary>Problems that say no more than their HTTP status: their type is the section of RFC 9110 that defines it.</summary>
internal static class GenericProblems
{
    private const string Forbidden = "The caller may not do this";

    /// <summary>The body is no input: by each place in it, what is wrong there.</summary>
    public static JobProblem Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(StatusCodes.Status400BadRequest, "The input is not valid") { Errors = errors };

    /// <summary>There is no body, or it is null.</summary>
    public static JobProblem NoInput() =>
        Invalid(InputErrors.OfWhole("An input is required, as JSON that is not null."));

    public static JobProblem UnsupportedMediaType() =>
        new(StatusCodes.Status415UnsupportedMediaType, "The media type is not supported")
        {
            Detail = "Send the input as application/json, in UTF-8 or UTF-16.",
            Header = new(HeaderNames.Accept, MediaTypes.Json),
        };

    public static JobProblem UnsupportedCoding() =>
        new(StatusCodes.Status415UnsupportedMediaType, "The content coding is not supported")
        {
            Detail = "Send the input without Content-Encoding.",
            Header = new(HeaderNames.AcceptEncoding, "identity"),
        };

    /// <summary>The caller is known, but not by a name under which jobs can be kept.</summary>
    public static JobProblem NoOwner() =>
        new(StatusCodes.Status403Forbidden, Forbidden)
        {
            Detail = "Nothing that can be the owner of jobs is known of the caller.",
        };

    public static JobProblem NotAllowed(IReadOnlyList<string> allowed) =>
        new(StatusCodes.Status405MethodNotAllowed, "The method is not allowed")
        {
            Header = new(HeaderNames.Allow, string.Join(", ", allowed)),
        };

    public static JobProblem Of(int statusCode) =>
        new(
            statusCode,
            statusCode switch
            {
                401 => "The caller must be known",
                403 => Forbidden,
                406 => "Nothing acceptable can be answered",
                412 => "A precondition is not fulfilled",
                413 => "The input is too large",
                _ => ReasonPhrases.GetReasonPhrase(statusCode),
            }
        );

    /// <summary>The type of a problem of this status, where there is no better one.</summary>
    public static string TypeOf(int statusCode) =>
        statusCode switch
        {
            400 => Rfc9110(1),
            401 => Rfc9110(2),
            403 => Rfc9110(4),
            405 => Rfc9110(6),
            406 => Rfc9110(7),
            408 => Rfc9110(9),
            412 => Rfc9110(13),
            413 => Rfc9110(14),
            415 => Rfc9110(16),
            _ => "about:blank",
        };

    private static string Rfc9110(int section) => $"https://tools.ietf.org/html/rfc9110#section-15.5.{section}";
}
