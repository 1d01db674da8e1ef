using Extensions.Jobs.Providers;
using Microsoft.Data.Sqlite;

namespace Extensions.Jobs.Sqlite.Tests;

/// <summary>No statement reads past jobs that it does not want, however many there are.</summary>
public sealed class SqlitePlanTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteConnection _connection;
    private readonly JobConnection _jobs;

    public SqlitePlanTests()
    {
        _connection = new SqliteConnection(_file.ConnectionString);
        _connection.Open();
        _jobs = new JobConnection(_connection, isOurs: false);
        SqliteSchema.Prepare(_jobs);
    }

    [Theory]
    [InlineData(JobSet.Listed, "jobs_by_name (name=? AND state=? AND created>? AND created<?)")]
    [InlineData(JobSet.OfNode, "jobs_by_name (name=? AND state=?)")]
    [InlineData(JobSet.Orphaned, "jobs_by_name (name=? AND state=?)")]
    [InlineData(JobSet.Overdue, "jobs_ready (name=? AND priority=? AND order_at<?)")]
    [InlineData(JobSet.Expired, "jobs_expiring (name=? AND expires<?)")]
    [InlineData(JobSet.CleanupDue, "jobs_cleanup (name=? AND cleanup_due<?)")]
    public void A_set_is_read_from_its_index(JobSet set, string index)
    {
        JobSets.Read(
            _jobs,
            new JobQuery(set)
            {
                Names = ["ping", "pong"],
                Limit = 10,
                Node = "a",
                Before = Sample.Now,
            }
        );

        AssertNoScans();
        Assert.Contains(_jobs.Statements.SelectMany(PlanOf), step => step.EndsWith(index, StringComparison.Ordinal));
    }

    [Fact]
    public void What_an_owner_lists_is_read_from_its_index()
    {
        JobSets.Read(
            _jobs,
            new JobQuery(JobSet.Listed)
            {
                Names = ["ping"],
                Limit = 10,
                Owner = "ada",
            }
        );

        AssertNoScans();
        Assert.Contains(
            _jobs.Statements.SelectMany(PlanOf),
            step =>
                step.Contains("jobs_by_owner (owner=? AND name=? AND state=? AND created>?", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Adds_and_limits_scan_nothing()
    {
        var key = new JobKey("k", "f", Sample.Now);
        JobAdd.Apply(_jobs, Sample.NewJob(job => job with { Key = key }), new JobLimits(10, 10));
        JobAdd.Apply(_jobs, Sample.NewJob(job => job with { Key = key }), new JobLimits(10, 10));

        AssertNoScans();
    }

    [Fact]
    public void Claims_scan_nothing()
    {
        NodeRows.Beat(_jobs, Sample.Node("a"), [], Sample.Now);
        JobAdd.Apply(_jobs, Sample.NewJob(), JobLimits.None);
        JobDemand[] demand = [new(["ping"], 1), new(["old", "new"], 2)];

        Assert.Single(JobClaim.Look(_jobs, "a", demand, Sample.Now));
        Assert.Single(JobClaim.Apply(_jobs, "a", demand, Sample.Now));

        AssertNoScans();
    }

    [Fact]
    public void Reads_and_counts_scan_nothing()
    {
        var parts = new[] { JobParts.Header, JobParts.Input, JobParts.Output, JobParts.Input | JobParts.Output };
        foreach (var part in parts)
        {
            JobRead.Find(_jobs, ["x"], part);
        }

        JobRead.Count(_jobs, "ping", Sample.Now);

        AssertNoScans();
    }

    [Fact]
    public void Updates_scan_nothing()
    {
        NodeRows.Beat(_jobs, Sample.Node("a"), [], Sample.Now);
        var job = Sample.NewJob().Header;
        JobAdd.Apply(_jobs, new Job(job, "1"u8.ToArray()), JobLimits.None);
        job = Save(JobTransitions.Claim(job, "a", Sample.Now));
        job = Save(JobTransitions.Report(job, job.Claim, new JobReport(50), Sample.Now));
        var end = new JobEnd.Succeeded("1"u8.ToArray());
        job = Save(JobTransitions.End(job, job.Claim, end, Sample.Policy, Sample.Now));
        job = Save(JobTransitions.DeleteOutput(job, Sample.Now));
        Save(JobTransitions.RequestDelete(job, Sample.Policy, Sample.Now));

        AssertNoScans();
    }

    [Fact]
    public void Upkeep_scans_nothing()
    {
        NodeRows.Beat(_jobs, Sample.Node("a"), [Sample.Node("b")], Sample.Now);
        JobPurge.Apply(_jobs, Sample.Now, 10);

        AssertNoScans();
    }

    public void Dispose()
    {
        _jobs.Dispose();
        _connection.Dispose();
        _file.Dispose();
    }

    private JobHeader Save(JobUpdate? update)
    {
        Assert.True(JobSave.Apply(_jobs, update!));
        return update!.Header;
    }

    private void AssertNoScans()
    {
        Assert.NotEmpty(_jobs.Statements);
        foreach (var sql in _jobs.Statements)
        {
            Assert.DoesNotContain(
                PlanOf(sql),
                step =>
                    step.StartsWith("SCAN job", StringComparison.Ordinal)
                    && !step.StartsWith("SCAN job_nodes", StringComparison.Ordinal)
            );
        }
    }

    private List<string> PlanOf(string sql)
    {
        using var connection = new JobConnection(_connection, isOurs: false);
        using var steps = connection.Prepare($"EXPLAIN QUERY PLAN {sql}");
        var plan = new List<string>();
        while (steps.Read())
        {
            plan.Add(steps.Text(3));
        }

        return plan;
    }
}
