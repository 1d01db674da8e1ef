namespace Extensions.Jobs.Architecture.Tests;

/// <summary>What breaks a rule, named in full when the rule fails.</summary>
internal static class Offenders
{
    public static void None(IEnumerable<string> offenders)
    {
        var names = string.Join(Environment.NewLine, offenders);
        Assert.True(names.Length == 0, names);
    }
}
