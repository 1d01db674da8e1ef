using System.Globalization;
using Extensions.Jobs.Fuzz.Requests;
using FsCheck.Xunit;

namespace Extensions.Jobs.Fuzz;

/// <summary>
/// Tries so many requests, or <c>JOBS_FUZZ_CASES</c>. A failure prints its seed: <c>JOBS_FUZZ_SEED=(1,2)</c> begins with it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
#pragma warning disable xUnit3003 // The place in the source: the base class does not take it.
public sealed class FuzzAttribute : PropertyAttribute
#pragma warning restore xUnit3003
{
    public FuzzAttribute(int cases)
    {
        var wanted = Environment.GetEnvironmentVariable("JOBS_FUZZ_CASES");
        MaxTest = wanted is null ? cases : int.Parse(wanted, CultureInfo.InvariantCulture);
        Replay = Environment.GetEnvironmentVariable("JOBS_FUZZ_SEED");
        Arbitrary = [typeof(AnyRequest)];
        QuietOnSuccess = true;
    }
}
