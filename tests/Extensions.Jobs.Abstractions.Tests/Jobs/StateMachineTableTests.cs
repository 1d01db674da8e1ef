namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>The whole state machine as one table: what becomes of every job by every transition.</summary>
public sealed class StateMachineTableTests
{
    // Q, R, S, F, C: the next state; x: and removed; -: no.
    private const string Table = """
                                        | claim | estimate | report | succeed | succeed-0 | succeed-c | fail | retry | stop | lose | give back | recover | cancel | delete | expire | too early | free output | clean up | cleaned up
        queued                          |   R   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   C    |   Cx   |   -    |     -     |      -      |    -     |     -
        queued, due later               |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   C    |   Cx   |   -    |     -     |      -      |    -     |     -
        queued, retry later             |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   C    |   Cx   |   -    |     -     |      -      |    -     |     -
        queued, handed back             |   R   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   C    |   Cx   |   -    |     -     |      -      |    -     |     -
        running                         |   -   |    R     |   R    |    S    |     S     |     S     |  F   |   Q   |  C   |  Q   |     Q     |    Q    |   R    |   R    |   -    |     -     |      -      |    -     |     -
        running, last attempt           |   -   |    R     |   R    |    S    |     S     |     S     |  F   |   F   |  C   |  F   |     Q     |    F    |   R    |   R    |   -    |     -     |      -      |    -     |     -
        running, handed back 10 times   |   -   |    R     |   R    |    S    |     S     |     S     |  F   |   Q   |  C   |  Q   |     Q     |    Q    |   R    |   R    |   -    |     -     |      -      |    -     |     -
        running, the same, last attempt |   -   |    R     |   R    |    S    |     S     |     S     |  F   |   F   |  C   |  F   |     F     |    F    |   R    |   R    |   -    |     -     |      -      |    -     |     -
        running, cancel asked           |   -   |    R     |   R    |    S    |     S     |     S     |  F   |   C   |  C   |  C   |     C     |    C    |   -    |   R    |   -    |     -     |      -      |    -     |     -
        running, delete asked           |   -   |    R     |   R    |    Sx   |     Sx    |     Sx    |  Fx  |   Cx  |  Cx  |  Cx  |     Cx    |    Cx   |   R    |   -    |   -    |     -     |      -      |    -     |     -
        running, both asked             |   -   |    R     |   R    |    Sx   |     Sx    |     Sx    |  Fx  |   Cx  |  Cx  |  Cx  |     Cx    |    Cx   |   -    |   -    |   -    |     -     |      -      |    -     |     -
        succeeded                       |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   Sx   |   Sx   |     -     |      S      |    -     |     -
        succeeded, no output            |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   Sx   |   Sx   |     -     |      -      |    -     |     -
        succeeded, clean-up known       |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   Sx   |   Sx   |     -     |      S      |    -     |     -
        succeeded, output deleted       |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   Sx   |   Sx   |     -     |      -      |    -     |     -
        succeeded, clean-up owed        |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   Sx   |   Sx   |     -     |      -      |    S     |     S
        succeeded, clean-up begun       |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   Sx   |   Sx   |     -     |      -      |    -     |     S
        succeeded, cleaned up           |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   Sx   |   Sx   |     -     |      -      |    -     |     -
        failed                          |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   Fx   |   Fx   |     -     |      -      |    -     |     -
        cancelled                       |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   Cx   |   Cx   |     -     |      -      |    -     |     -
        cancelled before it ran         |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   Cx   |   Cx   |     -     |      -      |    -     |     -
        removed before it ran           |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   -    |   -    |     -     |      -      |    -     |     -
        removed as it ended             |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   -    |   -    |     -     |      -      |    -     |     -
        removed, succeeded              |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   -    |   -    |     -     |      -      |    -     |     -
        removed, failed                 |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   -    |   -    |     -     |      -      |    -     |     -
        removed, cancelled              |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   -    |   -    |     -     |      -      |    -     |     -
        removed, expired                |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   -    |   -    |     -     |      -      |    -     |     -
        removed, clean-up owed          |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   -    |   -    |     -     |      -      |    Sx    |     Sx
        removed, clean-up begun         |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   -    |   -    |     -     |      -      |    -     |     Sx
        removed, cleaned up             |   -   |    -     |   -    |    -    |     -     |     -     |  -   |   -   |  -   |  -   |     -     |    -    |   -    |   -    |   -    |     -     |      -      |    -     |     -
        """;

    private static readonly string[][] _cells =
    [
        .. Table.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)),
    ];

    public static TheoryData<string, string, string> Cells() =>
        [
            .. from row in _cells.Skip(1)
            from column in Enumerable.Range(1, row.Length - 1)
            select (row[0], _cells[0][column], row[column]),
        ];

    [Theory]
    [MemberData(nameof(Cells))]
    public void What_becomes_of_a_job(string job, string transition, string expected) =>
        Assert.Equal(expected, Cell(EveryTransition.Apply(transition, EveryJob.Named(job), JobStory.Now)?.Header));

    [Fact]
    public void The_table_is_whole()
    {
        Assert.Equal(EveryJob.Names, _cells.Skip(1).Select(row => row[0]));
        Assert.Equal(EveryTransition.Names, _cells[0].Skip(1));
        Assert.All(_cells, row => Assert.Equal(EveryTransition.Names.Count + 1, row.Length));
    }

    private static string Cell(JobHeader? job) =>
        job is null ? "-" : $"{job.State.ToString()[0]}{(job.Removed is null ? "" : "x")}";
}
