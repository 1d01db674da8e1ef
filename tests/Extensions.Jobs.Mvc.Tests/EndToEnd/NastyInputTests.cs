using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Extensions.Jobs.Mvc.Tests.Inputs;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.EndToEnd;

/// <summary>Bodies meant to do harm, through MVC, validation and the writing of the stored input.</summary>
public sealed class NastyInputTests
{
    private static readonly byte[][] _bodies =
    [
        .. new[]
        {
            "\"\\ud800\"",
            "{\"message\":\"\\ud800\"}",
            "{\"message\":\"\\u0000\"}",
            "{\"\\ud800\":1}",
            "{\"message\":\"a\",\"message\":\"b\"}",
            "{\"message\":\"a\",\"seconds\":1e999}",
            "{\"message\":\"a\",\"seconds\":\"NaN\"}",
            "\"NaN\"",
            "1e999",
            "123456789012345678901234567890",
            "{\"$type\":\"System.IO.FileInfo\",\"$ref\":\"1\",\"$id\":\"1\"}",
            "{\"name\":\"a\",\"inner\":{\"name\":\"b\",\"inner\":{}}}",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            new string('[', 31) + new string(']', 31),
            new string('[', 64) + new string(']', 64),
            new string('[', 100_000),
            "/* comment */ {}",
            "{} {}",
            "'single'",
            "\u0000",
        }.Select(Encoding.UTF8.GetBytes),
        [0x22, 0xFF, 0xFE, 0x22],
        [0x22, 0xED, 0xA0, 0x80, 0x22],
        [0xEF, 0xBB, 0xBF],
        [0x00, 0x7B, 0x00, 0x7D],
    ];

    [Fact]
    public async Task No_body_makes_a_500_for_a_record() => await PostAllAsync<PingRequest>();

    [Fact]
    public async Task No_body_makes_a_500_for_a_recursive_record() => await PostAllAsync<Nested>();

    [Fact]
    public async Task No_body_makes_a_500_for_any_JSON()
    {
        await PostAllAsync<JsonElement>();
        await PostAllAsync<JsonNode>();
        await PostAllAsync<object>();
        await PostAllAsync<Dictionary<string, object>>();
    }

    [Fact]
    public async Task No_body_makes_a_500_for_a_simple_value()
    {
        await PostAllAsync<string>();
        await PostAllAsync<double>();
        await PostAllAsync<byte[]>();
        await PostAllAsync<List<List<int>>>();
    }

    [Fact]
    public async Task An_input_that_MVC_reads_and_the_store_cannot_write_is_refused()
    {
        await using var app = await StartAsync<double>();

        using var response = await app.Client.SendAsync("POST", "/jobs/nasty", Reading.Json("\"NaN\""));

        var problem = await response.ReadProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal("It cannot be stored.", problem.GetProperty("errors").GetProperty("$")[0].GetString());
    }

    [Fact]
    public async Task An_input_within_the_limit_is_accepted_although_it_is_larger_as_it_is_stored()
    {
        await using var app = await StartAsync<string>(job => job.MaxInputBytes = 100);

        using var response = await app.Client.SendAsync(
            "POST",
            "/jobs/nasty",
            Reading.Json($"\"{new string('<', 98)}\"")
        );

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private static async Task PostAllAsync<TInput>()
        where TInput : notnull
    {
        await using var app = await StartAsync<TInput>();
        foreach (var body in _bodies)
        {
            foreach (var charset in new[] { "utf-8", "utf-16" })
            {
                var content = new ByteArrayContent(body);
                content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");

                using var response = await app.Client.SendAsync("POST", "/jobs/nasty", content);

                Assert.True(
                    response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.BadRequest,
                    $"{typeof(TInput)}: {(int)response.StatusCode} for {Encoding.Latin1.GetString(body)[..Math.Min(40, body.Length)]}"
                );
            }
        }
    }

    /// <summary>Reads what the stored form has no place for.</summary>
    private static Task<TestApp> StartAsync<TInput>(Action<JobOptions>? configure = null)
        where TInput : notnull =>
        TestApp.StartAsync(
            new Setup
            {
                Services = services =>
                {
                    services.AddJobs<TInput, NoOutput, EagerWorker<TInput>>("nasty", configure);
                    services
                        .AddControllers()
                        .AddJsonOptions(json =>
                            json.JsonSerializerOptions.NumberHandling =
                                JsonNumberHandling.AllowNamedFloatingPointLiterals
                        );
                },
            }
        );

    private sealed class EagerWorker<TInput> : IWorker<TInput, NoOutput>
        where TInput : notnull
    {
        public Task<JobExecutionResult<NoOutput>> ExecuteAsync(
            TInput input,
            JobContext job,
            CancellationToken cancellationToken
        ) => Task.FromResult<JobExecutionResult<NoOutput>>(NoOutput.Value);
    }
}
