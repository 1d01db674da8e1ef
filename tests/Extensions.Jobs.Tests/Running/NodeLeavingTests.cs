using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Running;

/// <summary>A process that stops leaves, whatever it was about.</summary>
public sealed class NodeLeavingTests : EngineTests
{
    [Fact]
    public async Task A_node_leaves_although_its_beat_has_not_been_answered()
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var repository = new ScriptedRepository(NewStore())
        {
            Beating = async (node, beat) =>
            {
                var answer = await beat();
                taken.TrySetResult();
                await (node.Beat == 0 ? answered.Task : Task.CompletedTask);
                return answer;
            },
        };
        var host = await StartAsync(services => services.Through(repository).AddWork(Scripts.Echo));
        await taken.Task.WaitAsync(Cancelled);

        await host.StopAsync();

        var other = new JobNode("other", 0, new Dictionary<string, NodeWork>());
        Assert.Empty((await repository.Inner.BeatAsync(other, [], Cancelled)).Others);
        answered.SetResult();
    }
}
