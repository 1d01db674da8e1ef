using Mono.Cecil;

namespace Extensions.Jobs.Architecture.Tests;

/// <summary>The state of a job is decided in one place.</summary>
public sealed class StateMachineTests
{
    private const string Transitions = "Extensions.Jobs.JobTransitions";

    // Each provider has one method that makes a header from a row.
    private static readonly HashSet<string> _readers = ["Extensions.Jobs.Sqlite.JobRow.ReadHeader"];

    private static readonly MethodDefinition[] _setters =
    [
        .. from type in Shipped.Types
        // The suite for providers stores snapshots that no transition would make.
        where type.Module.Assembly.Name.Name != "Extensions.Jobs.Specification.Tests"
        from method in type.Methods
        where method.HasBody && method.Body.Instructions.Any(instruction => SetsTheState(instruction.Operand))
        select method,
    ];

    [Fact]
    public void Only_transitions_set_the_state_of_a_job_and_what_reads_it_from_a_row()
    {
        var places = _setters
            .Select(Place)
            .Where(place => !place.StartsWith(Transitions + ".", StringComparison.Ordinal));

        Offenders.None(places.Except(_readers));
    }

    [Fact]
    public void The_transitions_are_seen_to_set_it() =>
        Assert.Contains(_setters, setter => Outermost(setter.DeclaringType).FullName == Transitions);

    [Fact]
    public void A_provider_has_one_reader_of_rows_at_most()
    {
        var readers = _setters.Where(setter => _readers.Contains(Place(setter)));

        Assert.All(readers.GroupBy(reader => reader.Module.Assembly.Name.Name), group => Assert.Single(group));
    }

    private static bool SetsTheState(object operand) =>
        operand is MethodReference { Name: "set_State", DeclaringType.FullName: "Extensions.Jobs.JobHeader" };

    private static string Place(MethodDefinition method) => $"{Outermost(method.DeclaringType).FullName}.{method.Name}";

    private static TypeDefinition Outermost(TypeDefinition type) =>
        type.DeclaringType is { } outer ? Outermost(outer) : type;
}
