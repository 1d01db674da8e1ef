using System.Text.Json;
using Extensions.Jobs.Fuzz.Answers;
using Extensions.Jobs.Fuzz.Requests;

namespace Extensions.Jobs.Fuzz;

/// <summary>Whatever is sent to the demo, and whatever its jobs are doing: what holds for all answers.</summary>
[Trait("Category", "Fuzz")]
public sealed class AnyRequestTests(FuzzedDemo demo) : IClassFixture<FuzzedDemo>
{
    [Fuzz(cases: 300)]
    public async Task Every_request_is_answered_within_the_rules(FuzzRequest request)
    {
        var (answers, created, _) = await AskAsync(request, request.For, Timeout.InfiniteTimeSpan);

        Judge(
            answers,
            created,
            () =>
            {
                var answer = Assert.Single(answers);
                if (demo.Witness.IsOurs)
                {
                    AnswerRules.HoldForOurs(answer);
                }

                var isReplay = request.Headers.Any(header => header.Name == "Idempotency-Key");
                var isCreation = answer.Status == 202 && answer.Header("Location") is not null;
                Assert.True(created <= (isCreation ? 1 : 0), $"{created} jobs were created.");
                Assert.True(created == 1 || !isCreation || isReplay, "The accepted job is not there.");
            }
        );
    }

    [Fuzz(cases: 150)]
    public async Task No_bytes_at_all_break_the_rules(BrokenRequest request)
    {
        var (answers, created, isOrderly) = await AskAsync(
            request.Request,
            request.For,
            TimeSpan.FromMilliseconds(500)
        );

        Judge(
            answers,
            created,
            () =>
            {
                if (isOrderly && demo.Witness.IsOurs && answers is [var only])
                {
                    AnswerRules.HoldForOurs(only);
                }

                // A caller that went away may not have heard that its job was accepted.
                var accepted = answers.Count(answer => answer.Status == 202) + (isOrderly ? 0 : 1);
                Assert.True(created <= accepted, $"{created} jobs were created.");
            }
        );
    }

    private async Task<(IReadOnlyList<Answer> Answers, long Created, bool IsOrderly)> AskAsync(
        FuzzRequest request,
        Func<CastJob, string> write,
        TimeSpan patience
    )
    {
        var job = await demo.Cast.InAsync(request.Stage);
        var sent = write(job);
        var before = await demo.CountAsync();
        demo.Witness.Forget();
        var (text, isOrderly) = await Exchange.SendAsync(demo.Address, sent, patience);
        var answers = Answer.ReadAll(text, IsHead(sent));
        if (request.Method is not ("GET" or "HEAD"))
        {
            demo.Cast.Replace(request.Stage);
        }

        var settling = isOrderly ? 0 : await SettleAsync();
        return (answers, await demo.CountAsync() - before - settling, isOrderly);
    }

    private static bool IsHead(string text) => text.StartsWith("HEAD ", StringComparison.Ordinal);

    // What the server began for a caller that went away is in the store, once a job that came later is.
    private async Task<int> SettleAsync()
    {
        await demo.Witness.UntilIdleAsync();
        await demo.Cast.StoreAsync();
        return 1;
    }

    private void Judge(IReadOnlyList<Answer> answers, long created, Action judge)
    {
        try
        {
            judge();
            foreach (var answer in answers)
            {
                AnswerRules.Hold(answer);
            }

            var errors = demo.TakeErrors();
            Assert.True(errors.Length == 0, string.Join('\n', errors));
        }
        catch (Exception exception) when (exception is Xunit.Sdk.XunitException or JsonException)
        {
            Assert.Fail($"{exception.Message}\nCreated: {created}. The answers:\n{string.Join("\n--\n", answers)}");
        }
    }
}
