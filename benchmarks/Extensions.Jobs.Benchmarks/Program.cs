using System.Globalization;
using Extensions.Jobs.Benchmarks;

// Extensions.Jobs.Benchmarks [jobs|http|waiters] [seconds]: without a part all run; each measurement takes so many seconds.
if (args is [WaitingProcess.Command, ..])
{
    await Waiting.RunAsync(args[1..]);
    return 0;
}

var parts = new Dictionary<string, Func<IReadOnlyList<Store>, TimeSpan, Task>>
{
    ["jobs"] = JobsPart.RunAsync,
    ["http"] = HttpPart.RunAsync,
    ["waiters"] = WaitersPart.RunAsync,
};
var names = args.Where(parts.ContainsKey).ToArray();
var rest = args.Except(names).ToArray();
var seconds = 3;
if (rest.Length > 1 || (rest is [var text] && !int.TryParse(text, CultureInfo.InvariantCulture, out seconds)))
{
    Console.Error.WriteLine($"Usage: [{string.Join('|', parts.Keys)}] [seconds]");
    return 2;
}

var directory = Directory.CreateTempSubdirectory("jobs-bench-");
try
{
    foreach (var name in names.Length > 0 ? names : [.. parts.Keys])
    {
        Console.WriteLine($"-- {name}");
        await parts[name]([Store.Memory, Store.Sqlite(directory)], TimeSpan.FromSeconds(seconds));
    }
}
finally
{
    directory.Delete(recursive: true);
}

return 0;
