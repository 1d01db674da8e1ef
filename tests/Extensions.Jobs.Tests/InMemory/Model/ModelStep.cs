namespace Extensions.Jobs.Tests.InMemory.Model;

/// <summary>One step of a random history, as FsCheck makes and shrinks it: what to do, and with which of what there is.</summary>
public sealed record ModelStep(byte Act, byte A, byte B, byte C)
{
    public static T Pick<T>(byte index, params T[] all) => all[index % all.Length];
}
