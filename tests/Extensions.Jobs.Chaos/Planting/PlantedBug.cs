namespace Extensions.Jobs.Chaos;

/// <summary>A bug put in on purpose, to see that the checker finds it.</summary>
internal enum PlantedBug
{
    None,

    /// <summary>A run saves its progress and its end although its job is another's by now.</summary>
    NoFencing,

    /// <summary>An attempt counts when it has failed, not when it is claimed.</summary>
    LateAttempt,

    /// <summary>A snapshot is saved over whatever is there.</summary>
    Upsert,
}
