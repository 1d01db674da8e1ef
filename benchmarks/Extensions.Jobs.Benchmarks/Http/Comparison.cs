using System.Globalization;
using System.Net;

namespace Extensions.Jobs.Benchmarks;

/// <summary>Two sides in turn, A B A B, so that what the machine does meanwhile meets both.</summary>
internal sealed class Comparison(Connections connections, TimeSpan length)
{
    public async Task<string> MeasureAsync(
        HttpStatusCode status,
        Func<int, HttpRequestMessage> ours,
        Func<int, HttpRequestMessage> bare,
        Func<Task> afterOurs
    )
    {
        List<double> our = [];
        List<double> their = [];
        await TurnAsync(TimeSpan.FromSeconds(0.25));
        our.Clear();
        their.Clear();
        await TurnAsync(length / 2);
        await TurnAsync(length / 2);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{our.Average(), 8:N0}/s, bare action {their.Average(), 8:N0}/s, ratio {our.Average() / their.Average():N2} (turns {our[0]:N0} {their[0]:N0} {our[1]:N0} {their[1]:N0})"
        );

        async Task TurnAsync(TimeSpan time)
        {
            our.Add(await connections.MeasureAsync(ours, status, time));
            await afterOurs();
            their.Add(await connections.MeasureAsync(bare, status, time));
        }
    }
}
