namespace Extensions.Jobs.Chaos;

internal sealed class LiveNodesKeep : IRule
{
    public string Promise => "no job is taken from a node that has not ended";

    public IEnumerable<Violation> Check(Evidence evidence)
    {
        var owners = evidence.Of<NodeBegan>().ToLookup(began => began.Event.Node, began => began.Process);
        var ended = evidence
            .Of<NodesEnded>()
            .SelectMany(ended => ended.Event.Nodes.Select(node => (node, ended.Event.At)))
            .ToLookup(end => end.node, end => end.At);
        return from job in evidence.Jobs.Values
            from step in job.Steps
            where step.After.Version == step.Before.Version + 1
            where
                step.Before.Job is { State: JobState.Running, Node: not null }
                && step.After.Job.State != JobState.Running
            let node = step.Before.Job.Node
            from owner in owners[node].Distinct()
            where step.After.By is not null && step.After.By != owner
            let end = Math.Min(ended[node].DefaultIfEmpty(long.MaxValue).Min(), EndOf(evidence.Processes.Of(owner)))
            where step.After.At < end
            select new Violation(job.Id, $"{step.After.By} took it from {owner}, whose node {node} had not ended");
    }

    private static long EndOf(ProcessStory process) => Math.Min(process.KilledAt, process.ExitedAt);
}
