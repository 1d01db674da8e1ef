namespace Extensions.Jobs.Providers;

/// <summary>
/// A choice of one or all of the three contracts. Each factory is called once at most, and what it makes is a singleton; one that
/// makes a part with resources of its own answers a singleton of the host, which disposes it.
/// </summary>
/// <param name="Name">What messages call it.</param>
public sealed record JobBackend(string Name)
{
    /// <summary>Makes the repository; null: not chosen here.</summary>
    public Func<IServiceProvider, IJobRepository>? Repository { get; init; }

    /// <summary>Makes the queue; null: not chosen here.</summary>
    public Func<IServiceProvider, IJobQueue>? Queue { get; init; }

    /// <summary>Makes the notifier; null: not chosen here.</summary>
    public Func<IServiceProvider, IJobNotifier>? Notifier { get; init; }

    /// <summary>Whether it chooses all three.</summary>
    public bool IsWhole => Repository is not null && Queue is not null && Notifier is not null;

    /// <summary>Whether jobs end with the process. Default: false.</summary>
    public bool IsVolatile { get; init; }
}
