using Extensions.Jobs.Mvc;

namespace Extensions.Jobs.OpenApi;

/// <summary>One status that an operation answers.</summary>
/// <param name="Status">The status.</param>
/// <param name="Content">What it carries.</param>
/// <param name="Description">When it is answered.</param>
internal sealed record Answer(int Status, AnswerContent Content, string Description)
{
    public IReadOnlyList<AnswerHeader> Headers { get; init; } = [];

    /// <summary>
    /// False: the schema is left out, for an answer beside 204. Generators make the result of their method of one success with a
    /// schema, and some of these methods throw at the other (NSwag).
    /// </summary>
    public bool HasSchema { get; init; } = true;

    /// <summary>Null: it carries nothing.</summary>
    public string? MediaType =>
        Content switch
        {
            AnswerContent.None => null,
            AnswerContent.Events => MediaTypes.EventStream,
            AnswerContent.Problem => MediaTypes.Problem,
            _ => MediaTypes.Json,
        };

    /// <summary>Names of <see cref="JobExamples"/>, or of <see cref="ProblemExamples"/>.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
