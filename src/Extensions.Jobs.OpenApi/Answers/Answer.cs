namespace Extensions.Jobs.OpenApi;

/// <summary>One status that an operation answers.</summary>
/// <param name="Status">The status.</param>
/// <param name="Content">What it carries.</param>
/// <param name="Description">When it is answered.</param>
internal sealed record Answer(int Status, AnswerContent Content, string Description)
{
    public IReadOnlyList<AnswerHeader> Headers { get; init; } = [];

    /// <summary>Names of <see cref="JobExamples"/>, or of <see cref="ProblemExamples"/>.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
