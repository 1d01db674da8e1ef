using System.Reflection;
using System.Reflection.Emit;
using Extensions.Jobs.Specification;
using Xunit.Sdk;

namespace Extensions.Jobs.Tests.InMemory;

public sealed class JobSuitesTests
{
    [Fact]
    public void Every_suite_that_a_fixture_leaves_out_is_named()
    {
        var missing = Assert.ThrowsAny<XunitException>(() => JobSuites.AssertAllDerived(AssemblyWith("Lonely")));

        Assert.Contains("JobAddingTests<Lonely>", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suite_may_be_left_out_on_purpose() =>
        JobSuites.AssertAllDerived(AssemblyWith("Lonely"), [.. JobSuites.All]);

    [Fact]
    public void Tests_without_a_fixture_are_no_tests_of_a_provider() =>
        Assert.ThrowsAny<XunitException>(() => JobSuites.AssertAllDerived(typeof(string).Assembly));

    private static AssemblyBuilder AssemblyWith(string fixture)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Tests"), AssemblyBuilderAccess.Run);
        assembly
            .DefineDynamicModule("Tests")
            .DefineType(fixture, TypeAttributes.Public, typeof(InMemoryFixture))
            .CreateType();
        return assembly;
    }
}
