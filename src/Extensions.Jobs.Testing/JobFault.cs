using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Testing;

/// <summary>What befalls one call to a store. Immutable.</summary>
public sealed class JobFault
{
    private readonly string _name;
    private readonly Func<CancellationToken, Task>? _wait;

    private JobFault(string name, Func<CancellationToken, Task>? wait = null)
    {
        _name = name;
        _wait = wait;
    }

    /// <summary>The store cannot be reached: nothing happens, and the caller gets a <see cref="JobStoreException"/>.</summary>
    public static JobFault Fail { get; } = new("failed");

    /// <summary>
    /// The connection is cut while the answer is on its way: the call happens, and the caller gets a
    /// <see cref="JobStoreException"/>. A subscription breaks in place of its second signal.
    /// </summary>
    public static JobFault Cut { get; } = new("cut");

    /// <summary>The call happens when a task has ended.</summary>
    /// <param name="until">Held by the test; one that fails lets the call fail with its exception.</param>
    public static JobFault Delay(Task until) => new("delayed", until.WaitAsync);

    /// <summary>The call happens after a time.</summary>
    /// <param name="time">How long.</param>
    /// <param name="clock">Measures it.</param>
    public static JobFault Delay(TimeSpan time, TimeProvider clock) =>
        new($"delayed by {time}", cancellationToken => Task.Delay(time, clock, cancellationToken));

    /// <summary>What happens, in a word.</summary>
    public override string ToString() => _name;

    internal Task BeforeAsync(JobStoreCall call, CancellationToken cancellationToken) =>
        this == Fail ? throw Lost(call) : _wait?.Invoke(cancellationToken) ?? Task.CompletedTask;

    internal void After(JobStoreCall call)
    {
        if (this == Cut)
        {
            throw Lost(call);
        }
    }

    private JobStoreException Lost(JobStoreCall call) => new($"The test has {_name} this call: {call}.");
}
