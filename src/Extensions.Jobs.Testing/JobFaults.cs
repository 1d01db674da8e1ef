namespace Extensions.Jobs.Testing;

/// <summary>
/// Lets calls to a store fail, wait or lose their answers: by switch ("the next update is cut"), or by chance from a seed. One for
/// all the parts of a store. Thread-safe.
/// </summary>
public sealed class JobFaults
{
    private readonly Lock _gate = new();
    private readonly Dictionary<JobStoreCall, long> _calls = [];
    private readonly Dictionary<JobStoreCall, Queue<JobFault>> _next = [];
    private readonly List<MetFault> _met = [];
    private readonly SeededFaults _seeded;
    private JobFaultRates _rates = new();

    /// <summary>No fault but those that are switched on.</summary>
    public JobFaults()
        : this(0, new JobFaultRates()) { }

    /// <summary>
    /// Faults by chance. The n-th call of a member meets the same fault with the same seed, whatever the other calls do.
    /// </summary>
    /// <param name="seed">A test that fails names it.</param>
    /// <param name="rates">How often which.</param>
    /// <param name="time">Measures delays. Default: the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rates are negative, or more than 1 together.</exception>
    public JobFaults(int seed, JobFaultRates rates, TimeProvider? time = null)
    {
        _seeded = new SeededFaults(seed, time ?? TimeProvider.System);
        Rates = rates;
    }

    /// <summary>How often which fault comes by chance, from the next call on. Default: none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rates are negative, or more than 1 together.</exception>
    public JobFaultRates Rates
    {
        get => Volatile.Read(ref _rates);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(
                Math.Min(value.Fail, Math.Min(value.Cut, value.Delay)),
                nameof(value)
            );
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Fail + value.Cut + value.Delay, 1, nameof(value));
            Volatile.Write(ref _rates, value);
        }
    }

    /// <summary>While true, every call fails. Calls that are under way are let through.</summary>
    public bool IsDown
    {
        get => Volatile.Read(ref field);
        set => Volatile.Write(ref field, value);
    }

    /// <summary>The faults so far, oldest first.</summary>
    public IReadOnlyList<MetFault> Met
    {
        get
        {
            lock (_gate)
            {
                return [.. _met];
            }
        }
    }

    /// <summary>
    /// Lets the next call of a member meet a fault; said again, the one after it. Calls that are under way are let through.
    /// </summary>
    /// <param name="call">The member.</param>
    /// <param name="fault">What befalls it.</param>
    /// <param name="times">How many calls, at least 1. Default: one.</param>
    public void Next(JobStoreCall call, JobFault fault, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_gate)
        {
            if (!_next.TryGetValue(call, out var next))
            {
                _next.Add(call, next = new Queue<JobFault>());
            }

            for (var i = 0; i < times; i++)
            {
                next.Enqueue(fault);
            }
        }
    }

    /// <summary>How often a member has been called, faults included.</summary>
    public long CallsOf(JobStoreCall call)
    {
        lock (_gate)
        {
            return _calls.GetValueOrDefault(call);
        }
    }

    internal JobFault? Meet(JobStoreCall call)
    {
        lock (_gate)
        {
            var number = _calls[call] = _calls.GetValueOrDefault(call) + 1;
            var fault = FaultOf(call, number);
            if (fault is not null)
            {
                _met.Add(new MetFault(call, number, fault));
            }

            return fault;
        }
    }

    internal async Task<T> RunAsync<T>(JobStoreCall call, Func<Task<T>> act, CancellationToken cancellationToken)
    {
        var fault = Meet(call);
        if (fault is null)
        {
            return await act().ConfigureAwait(false);
        }

        await fault.BeforeAsync(call, cancellationToken).ConfigureAwait(false);
        var answer = await act().ConfigureAwait(false);
        fault.After(call);
        return answer;
    }

    private JobFault? FaultOf(JobStoreCall call, long number)
    {
        if (IsDown)
        {
            return JobFault.Fail;
        }

        return _next.TryGetValue(call, out var next) && next.TryDequeue(out var fault)
            ? fault
            : _seeded.Of(call, number, Rates);
    }
}
