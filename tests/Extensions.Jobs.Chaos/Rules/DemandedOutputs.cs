using System.Text.Json;

namespace Extensions.Jobs.Chaos;

internal sealed class DemandedOutputs : IRule
{
    public string Promise => "every output is what its input demands";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        from job in evidence.Jobs.Values
        where job.Submission is not null
        let demanded = Digest.Of(job.Submission!.Work)
        from output in OutputsOf(job)
        where output.Digest != demanded || job.Runs.All(run => run.Name != output.Run)
        select new Violation(job.Id, $"has the output {output}, and {demanded} of one of its runs was demanded");

    private static IEnumerable<DigestResponse> OutputsOf(JobStory job) =>
        job
            .Answers.Select(answer => answer.Output)
            .OfType<DigestResponse>()
            .Concat(
                job.Stored is { Header.Output: JobOutputState.Available } stored
                    ? [JsonSerializer.Deserialize(stored.Output.Span, ChaosJson.Default.DigestResponse)!]
                    : []
            )
            .Distinct();
}
