namespace Extensions.Jobs.Chaos;

/// <summary>Checks all promises.</summary>
internal static class Checker
{
    public static IReadOnlyList<IRule> Rules { get; } =
    [
        new EndsOnce(),
        new NothingLost(),
        new OneWriter(),
        new FencedRuns(),
        new LegalSteps(),
        new LiveNodesKeep(),
        new LimitedAttempts(),
        new RisingProgress(),
        new NothingReturns(),
        new DemandedEnds(),
        new DemandedOutputs(),
        new HonestWarnings(),
        new CleanedOutputs(),
        new OneJobPerKey(),
        new ExpectedAnswers(),
        new ProcessesLive(),
        new BoundedTimes(),
    ];

    public static IReadOnlyList<(IRule Rule, Violation Violation)> Check(Evidence evidence) =>
        [.. Rules.SelectMany(rule => rule.Check(evidence).Select(violation => (rule, violation)))];
}
