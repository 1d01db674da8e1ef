using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Mvc.Tests.Inputs;

/// <summary>No body makes a 500, and no answer names a type of the program or repeats what was sent.</summary>
public sealed class BadInputTests
{
    private const string Missing = "An input is required, as JSON that is not null.";

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData(" \r\n\tnull ")]
    public async Task Nothing_and_null_are_no_input_of_any_type(string body)
    {
        await AssertMissingAsync<Checked>(body);
        await AssertMissingAsync<Point>(body);
        await AssertMissingAsync<Maybe>(body);
        await AssertMissingAsync<Colour>(body);
        await AssertMissingAsync<int>(body);
        await AssertMissingAsync<string>(body);
        await AssertMissingAsync<int[]>(body);
        await AssertMissingAsync<Dictionary<string, int>>(body);
        await AssertMissingAsync<object>(body);
        await AssertMissingAsync<Shape>(body);
        await AssertMissingAsync<JsonElement>(body);
        await AssertMissingAsync<JsonDocument>(body);
        await AssertMissingAsync<JsonNode>(body);
    }

    [Fact]
    public async Task Null_in_UTF_16_is_no_input_either()
    {
        await using var app = await TakingApp<JsonElement>.StartAsync();
        var content = new ByteArrayContent(Encoding.Unicode.GetBytes(" null"));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-16");

        using var response = await app.PostAsync(content);

        Assert.Equal(Missing, await ErrorAsync(response, "$"));
        Assert.Empty(app.Taken);
    }

    [Fact]
    public async Task No_body_and_no_media_type_are_no_input_even_if_the_host_allows_empty_bodies()
    {
        await using var app = await TakingApp<Checked>.StartAsync(
            new Setup
            {
                Services = services =>
                    services.Configure<MvcOptions>(mvc => mvc.AllowEmptyInputInBodyModelBinding = true),
            }
        );

        using var nothing = await app.PostAsync((HttpContent?)null);
        using var empty = await app.PostAsync("");
        using var @null = await app.PostAsync("null");

        Assert.Equal(Missing, await ErrorAsync(nothing, "$"));
        Assert.Equal(Missing, await ErrorAsync(empty, "$"));
        Assert.Equal(Missing, await ErrorAsync(@null, "$"));
        Assert.Empty(app.Taken);
    }

    [Theory]
    [InlineData("{", "$", "It cannot be read as JSON of the expected form (line 1, byte 2).")]
    [InlineData("   ", "$", "It cannot be read as JSON of the expected form (line 1, byte 4).")]
    [InlineData("secret", "$", "It cannot be read as JSON of the expected form (line 1, byte 1).")]
    [InlineData("{\"count\":1}\n{", "$", "It cannot be read as JSON of the expected form (line 2, byte 1).")]
    [InlineData("[]", "$", "The value has the wrong type (line 1, byte 2).")]
    [InlineData("\"secret\"", "$", "The value has the wrong type (line 1, byte 9).")]
    [InlineData("{\"count\":\"secret\"}", "$.count", "The value has the wrong type (line 1, byte 18).")]
    [InlineData("{\"count\":1e99}", "$.count", "The value has the wrong type (line 1, byte 14).")]
    [InlineData("{\"count\":1,\"text\":[]}", "$.text", "The value has the wrong type (line 1, byte 20).")]
    [InlineData("{\"count\":12}", "$.count", "The field Count must be between 1 and 9.")]
    [InlineData("{\"count\":1,\"text\":\"long\"}", "$.text", "Too long, dear.")]
    public async Task What_is_wrong_is_said_by_its_place(string body, string place, string error)
    {
        await using var app = await TakingApp<Checked>.StartAsync();

        using var response = await app.PostAsync(body);

        Assert.Equal(error, await ErrorAsync(response, place));
        Assert.Empty(app.Taken);
    }

    [Theory]
    [InlineData("""{"items":[{"size":1},{"size":12}]}""", "$.items[1].size")]
    [InlineData("""{"by-name":{"big":{"size":12}}}""", "$.by-name")]
    [InlineData("""{"first":{"size":12}}""", "$.first.size")]
    [InlineData("""{"first":{"size":3}}""", "$")]
    public async Task What_validation_finds_has_its_place_in_the_JSON(string body, string place)
    {
        await using var app = await TakingApp<Basket>.StartAsync();

        using var response = await app.PostAsync(body);

        Assert.NotNull(await ErrorAsync(response, place));
    }

    [Fact]
    public async Task Missing_members_are_named()
    {
        await using var app = await TakingApp<Demanding>.StartAsync();

        using var response = await app.PostAsync("{}");

        Assert.Equal("Required members are missing: 'first', 'second'.", await ErrorAsync(response, "$"));
    }

    [Fact]
    public async Task What_a_reader_of_the_program_throws_is_the_bodys_fault()
    {
        await AssertUnreadableAsync<Percent>("""{"value":101}""");
        await AssertUnreadableAsync<Shape>("""{"side":1}""");
        await AssertUnreadableAsync<Shape>("""{"$type":"Extensions.Jobs.Mvc.Tests.Inputs.Square","side":1}""");
        await AssertUnreadableAsync<Colour>("\"Purple\"");
        await AssertUnreadableAsync<Maybe>("5");
        await AssertUnreadableAsync<Fragile>("""{"text":"long"}""");
    }

    [Fact]
    public async Task An_input_that_is_nested_too_deep_to_be_validated_is_refused()
    {
        await using var app = await TakingApp<Nested>.StartAsync(
            new Setup { Services = services => services.Configure<MvcOptions>(mvc => mvc.MaxValidationDepth = 20) }
        );

        using var deep = await app.PostAsync(Nest(25));
        using var deeper = await app.PostAsync(Nest(100));
        using var well = await app.PostAsync(Nest(5));

        await deep.ReadProblemAsync(HttpStatusCode.BadRequest);
        await deeper.ReadProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.Accepted, well.StatusCode);
        Assert.Single(app.Taken);
        Assert.Contains(
            app.App.Logs,
            log => log.Level == LogLevel.Warning && log.Exception is InvalidOperationException
        );
    }

    [Fact]
    public async Task The_answer_is_ours_whatever_the_host_says_of_invalid_models()
    {
        await using var app = await TakingApp<Checked>.StartAsync(
            new Setup
            {
                Services = services =>
                    services
                        .AddControllers(mvc => mvc.Filters.Add<ValidationOfTheHost>())
                        .ConfigureApiBehaviorOptions(api =>
                        {
                            api.InvalidModelStateResponseFactory = _ => new StatusCodeResult(418);
                            api.SuppressMapClientErrors = true;
                        })
                        .AddXmlSerializerFormatters(),
            }
        );

        using var response = await app.PostAsync("""{"count":12}""");

        Assert.Equal("The field Count must be between 1 and 9.", await ErrorAsync(response, "$.count"));
    }

    private static string Nest(int levels) =>
        string.Concat(Enumerable.Repeat("""{"name":"a","inner":""", levels)) + "null" + new string('}', levels);

    private static async Task AssertMissingAsync<TInput>(string body)
        where TInput : notnull
    {
        await using var app = await TakingApp<TInput>.StartAsync();

        using var response = await app.PostAsync(body);

        Assert.Equal(Missing, await ErrorAsync(response, "$"));
        Assert.Empty(app.Taken);
    }

    private static async Task AssertUnreadableAsync<TInput>(string body)
        where TInput : notnull
    {
        await using var app = await TakingApp<TInput>.StartAsync();

        using var response = await app.PostAsync(body);

        await AssertPlainAsync(response);
        Assert.Empty(app.Taken);
    }

    private static async Task<string?> ErrorAsync(HttpResponseMessage response, string place)
    {
        var errors = (await AssertPlainAsync(response)).GetProperty("errors");
        Assert.Equal([place], errors.Members());
        return Assert.Single(errors.GetProperty(place).EnumerateArray()).GetString();
    }

    /// <summary>A problem in which nothing of the program and nothing of the request stands.</summary>
    private static async Task<JsonElement> AssertPlainAsync(HttpResponseMessage response)
    {
        var problem = await response.ReadProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal("The input is not valid", problem.GetProperty("title").GetString());
        foreach (var word in new[] { "Extensions.Jobs.", "System.", "Exception", "secret", "Purple", "101" })
        {
            Assert.DoesNotContain(word, problem.GetProperty("errors").GetRawText(), StringComparison.Ordinal);
        }

        return problem;
    }

    private sealed class ValidationOfTheHost : IActionFilter
    {
        public void OnActionExecuting(ActionExecutingContext context)
        {
            if (!context.ModelState.IsValid)
            {
                context.Result = new StatusCodeResult(418);
            }
        }

        public void OnActionExecuted(ActionExecutedContext context) { }
    }
}
