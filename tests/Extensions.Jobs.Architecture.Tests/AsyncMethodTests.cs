using Mono.Cecil;

namespace Extensions.Jobs.Architecture.Tests;

/// <summary>What can be awaited says so by its name, and can be cancelled.</summary>
public sealed class AsyncMethodTests
{
    private static readonly HashSet<string> _awaitable =
    [
        "System.Threading.Tasks.Task",
        "System.Threading.Tasks.Task`1",
        "System.Threading.Tasks.ValueTask",
        "System.Threading.Tasks.ValueTask`1",
        "System.Collections.Generic.IAsyncEnumerable`1",
    ];

    // What a disposal calls cannot be cancelled.
    private static readonly HashSet<string> _ofDisposals =
    [
        "Extensions.Jobs.Specification.JobStoreFixture.DeleteStoreAsync",
    ];

    private static readonly MethodDefinition[] _methods =
    [
        .. from type in Shipped.PublicTypes
        where !type.WithBases().Any(ancestor => ancestor.Name == "ControllerBase")
        from method in type.Methods
        where method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly
        where !method.IsSpecialName && _awaitable.Contains(method.ReturnType.GetElementType().FullName)
        where !IsTest(method) && !IsGivenByAnother(method)
        select method,
    ];

    [Fact]
    public void A_public_method_that_is_awaited_ends_in_Async() =>
        Offenders.None(
            _methods
                .Where(method => !method.Name.EndsWith("Async", StringComparison.Ordinal))
                .Select(method => method.FullName)
        );

    [Fact]
    public void Its_last_parameter_is_a_token_called_cancellationToken() =>
        Offenders.None(_methods.Where(method => !IsCancellable(method)).Select(method => method.FullName));

    [Fact]
    public void Such_methods_are_seen() => Assert.Contains(_methods, method => method.Name == "TryUpdateAsync");

    private static bool IsCancellable(MethodDefinition method) =>
        _ofDisposals.Contains($"{method.DeclaringType.FullName}.{method.Name}")
        || method.Parameters.LastOrDefault()
            is { Name: "cancellationToken", ParameterType.FullName: "System.Threading.CancellationToken" };

    private static bool IsTest(MethodDefinition method) =>
        method.CustomAttributes.Any(attribute =>
            attribute.AttributeType.Resolve().WithBases().Any(ancestor => ancestor.Name == "FactAttribute")
        );

    /// <summary>Whether an interface or a class from elsewhere prescribes the method, as <c>IAsyncDisposable</c> does.</summary>
    private static bool IsGivenByAnother(MethodDefinition method) =>
        method.IsVirtual
        && method
            .DeclaringType.WithBases()
            .SelectMany(ancestor => ancestor.Interfaces.Select(given => given.InterfaceType.Resolve()).Append(ancestor))
            .Where(given => !Shipped.IsShipped(given))
            .Any(given =>
                given.Methods.Any(other =>
                    other.Name == method.Name && other.Parameters.Count == method.Parameters.Count
                )
            );
}
