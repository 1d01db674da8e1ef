using System.Text.Json.Serialization;

namespace Extensions.Jobs.Chaos;

/// <summary>Something that happened in one process.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "e")]
[JsonDerivedType(typeof(NodeBegan), "node-began")]
[JsonDerivedType(typeof(NodesEnded), "nodes-ended")]
[JsonDerivedType(typeof(NodeLost), "node-lost")]
[JsonDerivedType(typeof(AddTried), "add")]
[JsonDerivedType(typeof(AddEnded), "added")]
[JsonDerivedType(typeof(SaveTried), "save")]
[JsonDerivedType(typeof(SaveEnded), "saved")]
[JsonDerivedType(typeof(JobClaimed), "claimed")]
[JsonDerivedType(typeof(RunStarted), "run")]
[JsonDerivedType(typeof(RunStopped), "run-stopped")]
[JsonDerivedType(typeof(RunKills), "run-kills")]
[JsonDerivedType(typeof(RunEnded), "ran")]
[JsonDerivedType(typeof(OutputCleaned), "cleaned")]
[JsonDerivedType(typeof(ProcessStarted), "process")]
[JsonDerivedType(typeof(ProcessExited), "exited")]
[JsonDerivedType(typeof(Disturbed), "disturbed")]
[JsonDerivedType(typeof(Calmed), "calmed")]
[JsonDerivedType(typeof(Unfinished), "unfinished")]
[JsonDerivedType(typeof(JobSubmitted), "submit")]
[JsonDerivedType(typeof(JobAnswered), "answer")]
[JsonDerivedType(typeof(JobUnanswered), "no-answer")]
internal abstract record ChaosEvent
{
    /// <summary>When: see <see cref="Moment"/>.</summary>
    public long At { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(ChaosEvent))]
[JsonSerializable(typeof(DigestRequest))]
[JsonSerializable(typeof(ArchiveRequest))]
[JsonSerializable(typeof(DigestResponse))]
internal sealed partial class ChaosJson : JsonSerializerContext;
