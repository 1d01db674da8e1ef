using System.Reflection;

namespace Extensions.Jobs.Chaos;

/// <summary>Passes on all calls of a contract, and counts them.</summary>
public class CountedCalls : DispatchProxy
{
    private static long _count;
    private object? _inner;

    /// <summary>So many calls of this process.</summary>
    public static long Count => Interlocked.Read(ref _count);

    public static TContract Around<TContract>(TContract inner)
        where TContract : class
    {
        var proxy = Create<TContract, CountedCalls>();
        ((CountedCalls)(object)proxy)._inner = inner;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Interlocked.Increment(ref _count);
        return targetMethod!.Invoke(_inner, args);
    }
}
