using System.Text.Json;

namespace Extensions.Jobs.Chaos;

/// <summary>Something that happened, and in which process.</summary>
internal readonly record struct Recorded(string Process, ChaosEvent Event);

/// <summary>Reads the event logs of all processes.</summary>
internal static class EventReader
{
    public static IReadOnlyList<Recorded> ReadAll(string directory) =>
        [.. Directory.EnumerateFiles(directory, "*.jsonl").SelectMany(Read).OrderBy(recorded => recorded.Event.At)];

    private static List<Recorded> Read(string path)
    {
        var process = Path.GetFileNameWithoutExtension(path);
        var text = File.ReadAllText(path);
        // What has no end of line was being written when its process was killed.
        var lines = text.Split('\n')[..^1];
        return
        [
            .. lines.Select(line => new Recorded(
                process,
                JsonSerializer.Deserialize(line, ChaosJson.Default.ChaosEvent)!
            )),
        ];
    }
}
