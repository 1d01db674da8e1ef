using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>What a claim answers and what the store says are the same, whatever happens to job and node meanwhile.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobClaimRaceTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    private const int Rounds = 10;

    [Fact]
    public async Task A_job_that_is_cancelled_beside_its_claim_is_claimed_or_cancelled()
    {
        var other = await Fixture.OpenAnotherAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        var now = await Repository.NowAsync(Cancellation);
        for (var round = 0; round < Rounds; round++)
        {
            var job = await Fixture.First.SubmitAsync(Sample.New(now), Cancellation);

            var claimed = await ClaimBesideAsync(
                node,
                () =>
                    other.Repository.ApplyAsync(
                        job.Header.Id,
                        read => JobTransitions.RequestCancel(read, Sample.Policy, now),
                        Cancellation
                    )
            );

            var found = (await Repository.ReadAsync(job.Header.Id, Cancellation)).Header;
            Assert.NotNull(found.CancelRequested);
            if (claimed is null)
            {
                Assert.Equal((JobState.Cancelled, 0), (found.State, found.Claim));
            }
            else
            {
                Assert.Equal((JobState.Running, claimed.Claim), (found.State, found.Claim));
            }
        }
    }

    [Fact]
    public async Task A_job_that_is_claimed_beside_the_end_of_its_node_is_orphaned_or_free()
    {
        var other = await Fixture.OpenAnotherAsync(Cancellation);
        var now = await Repository.NowAsync(Cancellation);
        for (var round = 0; round < Rounds; round++)
        {
            var node = await Repository.JoinAsync($"node-{round}", Cancellation);
            var job = await Fixture.First.SubmitAsync(Sample.New(now), Cancellation);

            var claimed = await ClaimBesideAsync(
                node,
                async () =>
                {
                    await other.Repository.EndAsync(node, Cancellation);
                    return true;
                }
            );

            var query = new JobQuery(JobSet.Orphaned) { Names = [Sample.Name], Limit = 10 };
            var orphaned = await other.Repository.QueryIdsAsync(query, Cancellation);
            Assert.Equal(claimed is null ? [] : [job.Header.Id], orphaned);

            // Out of the way of the next round.
            await ApplyAsync(job, read => JobTransitions.Recover(read, Sample.Policy, now));
            await ApplyAsync(job, read => JobTransitions.RequestCancel(read, Sample.Policy, now));
        }
    }

    private Task<bool> ApplyAsync(Job job, Func<JobHeader, JobUpdate?> transition) =>
        Repository.ApplyAsync(job.Header.Id, transition, Cancellation);

    /// <summary>Claims while something else is done; when that is done, the claim is cancelled.</summary>
    private async Task<JobHeader?> ClaimBesideAsync(JobNode node, Func<Task<bool>> act)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        IReadOnlyList<Job> claimed = [];
        await Contest.RunAsync(
            async () =>
            {
                claimed = await Queue.ClaimAsync(node.Id, [Sample.Demand(1)], end.Token);
                return true;
            },
            async () =>
            {
                await act();
                await end.CancelAsync();
                return true;
            }
        );
        return claimed.SingleOrDefault()?.Header;
    }
}
