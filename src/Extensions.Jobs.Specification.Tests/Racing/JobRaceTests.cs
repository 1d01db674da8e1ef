using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>Whatever happens to a job at once, one order of it is what the store then says happened.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobRaceTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    private const int Rounds = 10;

    [Fact]
    public async Task A_cancel_beside_a_finish_leaves_the_job_succeeded()
    {
        var (node, other, now) = await BeginAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var job = await Repository.AddRunningAsync(node, now, Cancellation);

            var saved = await Contest.RunAsync(
                () => ApplyAsync(Repository, job, read => Finish(read, job.Claim, now)),
                () => ApplyAsync(other, job, read => JobTransitions.RequestCancel(read, Sample.Policy, now))
            );

            var found = await Repository.ReadAsync(job.Id, Cancellation);
            Assert.True(saved[0]);
            Assert.Equal(JobState.Succeeded, found.Header.State);
            Assert.Equal(saved[1], found.Header.CancelRequested is not null);
            Assert.Equal(job.Version + saved.Count(one => one), found.Header.Version);
        }
    }

    [Fact]
    public async Task A_delete_beside_a_finish_leaves_a_tombstone()
    {
        var (node, other, now) = await BeginAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var job = await Repository.AddRunningAsync(node, now, Cancellation);

            var saved = await Contest.RunAsync(
                () => ApplyAsync(Repository, job, read => Finish(read, job.Claim, now)),
                () => ApplyAsync(other, job, read => JobTransitions.RequestDelete(read, Sample.Policy, now))
            );

            var found = await Repository.ReadAsync(job.Id, Cancellation);
            Assert.All(saved, Assert.True);
            Assert.Equal((JobState.Succeeded, JobRemoval.Deleted), (found.Header.State, found.Header.Removal));
            Assert.True(found.Input.IsEmpty && found.Output.IsEmpty, "A tombstone has kept a payload.");
        }
    }

    [Fact]
    public async Task A_cancel_beside_a_claim_is_either_in_time_or_marks_the_run()
    {
        var (node, other, now) = await BeginAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var job = (await Repository.AddNewAsync(now, null, Cancellation)).Header;

            var saved = await Contest.RunAsync(
                () => ApplyAsync(Repository, job, read => JobTransitions.Claim(read, node.Id, now)),
                () => ApplyAsync(other, job, read => JobTransitions.RequestCancel(read, Sample.Policy, now))
            );

            var found = (await Repository.ReadAsync(job.Id, Cancellation)).Header;
            Assert.True(saved[1]);
            Assert.NotNull(found.CancelRequested);
            Assert.Equal(saved[0] ? JobState.Running : JobState.Cancelled, found.State);
        }
    }

    [Fact]
    public async Task A_renewal_beside_the_end_of_its_node_saves_the_jobs_or_loses_them_to_one_recovery()
    {
        var (_, other, now) = await BeginAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var node = await Repository.JoinAsync($"node-{round}", Cancellation);
            var job = await Repository.AddRunningAsync(node, now, Cancellation);

            var recovered = await Contest.RunAsync([
                async () =>
                {
                    await Repository.BeatAsync(node with { Beat = 1 }, [], Cancellation);
                    return false;
                },
                .. Enumerable.Repeat<Func<Task<bool>>>(() => RecoverAsync(other, node, now), 3),
            ]);

            var isHeld = (await Repository.BeatAsync(node with { Beat = 2 }, [], Cancellation)).Held;
            var found = (await Repository.ReadAsync(job.Id, Cancellation)).Header;
            Assert.Equal(isHeld ? 0 : 1, recovered.Count(one => one));
            Assert.Equal(isHeld ? JobState.Running : JobState.Queued, found.State);
        }
    }

    [Fact]
    public async Task A_purge_beside_the_end_of_a_clean_up_forgets_the_job_after_it()
    {
        var (node, other, now) = await BeginAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var job = await Repository.AddEndedAsync(node, Sample.Success(hasCleanup: true), now, Cancellation);
            job = await Repository.SaveAsync(JobTransitions.RequestDelete(job, Sample.Policy, now), Cancellation);

            var results = await Contest.RunAsync(
                () => other.PurgeAsync(job.Expires!.Value, 10, Cancellation),
                async () => await ApplyAsync(Repository, job, read => JobTransitions.DropOutput(read, now)) ? 1 : 0
            );

            var later = await Repository.PurgeAsync(job.Expires!.Value, 10, Cancellation);
            Assert.Equal((1, 1), (results[1], results[0] + later));
            Assert.Null(await Repository.FindAsync(job.Id, Cancellation));
        }
    }

    [Fact]
    public async Task A_purge_beside_an_update_is_never_undone()
    {
        var (_, other, now) = await BeginAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var job = (await Repository.AddNewAsync(now, null, Cancellation)).Header;
            job = await Repository.SaveAsync(JobTransitions.RequestDelete(job, Sample.Policy, now), Cancellation);

            var purged = await Contest.RunAsync(
                () => other.PurgeAsync(job.Expires!.Value, 10, Cancellation),
                async () =>
                {
                    await Repository.TryUpdateAsync(
                        new JobUpdate(job with { Version = job.Version + 1 }),
                        Cancellation
                    );
                    return 0;
                }
            );

            purged[0] += await Repository.PurgeAsync(job.Expires!.Value, 10, Cancellation);
            Assert.Equal(1, purged[0]);
            Assert.Null(await Repository.FindAsync(job.Id, Cancellation));
        }
    }

    private static JobUpdate? Finish(JobHeader job, long claim, DateTimeOffset now) =>
        JobTransitions.End(job, claim, Sample.Success(), Sample.Policy, now);

    private async Task<(JobNode Node, IJobRepository Other, DateTimeOffset Now)> BeginAsync() =>
        (
            await Repository.JoinAsync("a", Cancellation),
            (await Fixture.OpenAnotherAsync(Cancellation)).Repository,
            await Repository.NowAsync(Cancellation)
        );

    private Task<bool> ApplyAsync(IJobRepository repository, JobHeader job, Func<JobHeader, JobUpdate?> transition) =>
        repository.ApplyAsync(job.Id, transition, Cancellation);

    // As a watcher does: ends the node that it has not seen move, then takes what is orphaned.
    private async Task<bool> RecoverAsync(IJobRepository repository, JobNode node, DateTimeOffset now)
    {
        await repository.EndAsync(node, Cancellation);
        var query = new JobQuery(JobSet.Orphaned) { Names = [Sample.Name], Limit = 10 };
        var page = await repository.QueryAsync(query, Cancellation);
        var recovered = false;
        foreach (var job in page.Jobs.Where(job => job.Node == node.Id))
        {
            recovered |= await ApplyAsync(
                repository,
                job,
                read => read.Claim == job.Claim ? JobTransitions.Recover(read, Sample.Policy, now) : null
            );
        }

        return recovered;
    }
}
