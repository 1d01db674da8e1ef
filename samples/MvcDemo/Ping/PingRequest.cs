using System.ComponentModel.DataAnnotations;

namespace MvcDemo.Ping;

/// <summary>Asks for an answer.</summary>
/// <param name="Message"><c>fail</c> makes the job fail, <c>crash</c> makes its worker throw, anything else succeeds.</param>
/// <param name="Seconds">How long that takes, 0 to 3600. Default: 1.</param>
public sealed record PingRequest(
    [Required(AllowEmptyStrings = true, ErrorMessage = "The message is missing.")] string Message,
    // Bounds of type double: with integers the value is rounded before it is compared.
    [Range(0.0, 3600.0, ErrorMessage = "The seconds must be between 0 and 3600.")] double Seconds = 1
);
