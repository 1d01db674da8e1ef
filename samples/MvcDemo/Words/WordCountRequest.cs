using System.ComponentModel.DataAnnotations;

namespace MvcDemo.Words;

/// <summary>A text whose words shall be counted.</summary>
/// <param name="Text">The text; may be empty.</param>
/// <param name="Top">How many of the most frequent words to answer, 1 to 1000. Default: 10.</param>
public sealed record WordCountRequest(
    [Required(AllowEmptyStrings = true, ErrorMessage = "The text is missing.")] string Text,
    [Range(1, 1000, ErrorMessage = "The number of top words must be between 1 and 1000.")] int Top = 10
);
