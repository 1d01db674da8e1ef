using System.Reflection;
using System.Text.Json.Nodes;
using Extensions.Jobs.OpenApi.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Extensions.Jobs.OpenApi.Tests.Documents;

/// <summary>What the application describes itself stays as it is.</summary>
public sealed class ForeignOperationTests
{
    [Fact]
    public async Task Its_operations_and_their_schemas_stay_as_they_are()
    {
        await using var with = await StartAsync(options => options.AddJobs());
        await using var without = await StartAsync(_ => { });

        var (expected, actual) = (await without.DescribeAsync(), await with.DescribeAsync());

        foreach (var id in (string[])["find", "look"])
        {
            Assert.True(JsonNode.DeepEquals(expected.Operations[id], actual.Operations[id]));
        }

        foreach (var id in (string[])["JobList", "ProblemDetails", "JobStatusError"])
        {
            Assert.True(JsonNode.DeepEquals(expected.Schemas[id], actual.Schemas[id]));
        }
    }

    [Fact]
    public async Task A_schema_of_ours_goes_beside_one_of_its_own_with_the_same_name()
    {
        await using var app = await StartAsync(options => options.AddJobs());
        var description = await app.DescribeAsync();

        var job = description.Resolve(
            description.Response("work_Create", "202")["content"]!["application/json"]!["schema"]!
        );

        Assert.Equal("#/components/schemas/JobStatusError2", (string?)job["properties"]!["error"]!["$ref"]);
        Assert.NotNull(description.Schemas["JobStatusError2"]!["properties"]!["traceId"]);
        Assert.Null(description.Schemas["JobStatusError"]!["properties"]!["traceId"]);
    }

    [Fact]
    public async Task What_it_says_of_our_operations_has_the_last_word()
    {
        await using var app = await StartAsync(options =>
            options
                .AddJobs()
                .AddOperationTransformer(
                    (operation, _, _) =>
                    {
                        if (operation.Responses?.GetValueOrDefault("202") is OpenApiResponse accepted)
                        {
                            accepted.Description = "Its own words.";
                            accepted.Headers = new Dictionary<string, IOpenApiHeader>
                            {
                                ["X-Own"] = new OpenApiHeader { Schema = new OpenApiSchema() },
                            };
                        }

                        operation.Responses?.TryAdd("418", new OpenApiResponse { Description = "A teapot." });
                        return Task.CompletedTask;
                    }
                )
        );
        var description = await app.DescribeAsync();

        var accepted = description.Response("work_Create", "202");
        Assert.Equal("Its own words.", (string?)accepted["description"]);
        Assert.NotNull(accepted["headers"]!["X-Own"]);
        Assert.NotNull(accepted["headers"]!["Location"]);
        Assert.Contains("418", description.Statuses("work_Create"));
    }

    [Fact]
    public async Task What_attributes_of_a_derived_class_say_is_there_too_but_changes_no_answer_of_ours()
    {
        await using var app = await DescribedApp.StartAsync(services =>
        {
            services
                .AddControllers()
                .ConfigureApplicationPartManager(parts => parts.FeatureProviders.Add(new Derived()));
            services.AddJobs<WorkRequest, WorkResponse, Worker>();
            services.AddOpenApi(options => options.AddJobs());
        });
        var description = await app.DescribeAsync();

        var own = description.Response("work_Create", "418")["content"]!["text/plain"]!["schema"]!;
        Assert.Equal("#/components/schemas/JobStatusError", (string?)own["$ref"]);
        Assert.NotNull(description.Schemas["JobStatusError"]!["properties"]!["number"]);
        Assert.Empty(ContentOf("work_Delete", "204"));
        Assert.Empty(ContentOf("work_GetStatus", "304"));
        Assert.Equal(["application/json"], ContentOf("work_GetOutput", "200"));
        Assert.Equal(["application/problem+json"], ContentOf("work_Create", "400"));
        Assert.Equal(["text/event-stream"], ContentOf("work_Events", "200"));

        IEnumerable<string> ContentOf(string operation, string status) =>
            description.Response(operation, status)["content"]?.AsObject().Select(each => each.Key) ?? [];
    }

    private sealed class Derived : IApplicationFeatureProvider<ControllerFeature>
    {
        public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature) =>
            feature.Controllers.Add(typeof(Foreign.WorkJobs).GetTypeInfo());
    }

    private static Task<DescribedApp> StartAsync(Action<Microsoft.AspNetCore.OpenApi.OpenApiOptions> configure) =>
        DescribedApp.StartAsync(
            services =>
            {
                services.AddJobs<WorkRequest, WorkResponse, Worker>();
                services.AddOpenApi(configure);
            },
            app =>
            {
                app.MapControllers();
                app.MapGet("/found/{id}", (int id) => TypedResults.Ok(new Foreign.JobList(id)))
                    .WithName("find")
                    .Produces<ProblemDetails>(404, "application/problem+json");
                app.MapGet("/looked", () => new Foreign.JobStatusError(7)).WithName("look");
            }
        );
}

/// <summary>Types of the application whose names are those of schemas of ours.</summary>
public static class Foreign
{
    public sealed record JobList(int Count);

    public sealed record JobStatusError(int Number);

    [Produces("text/plain")]
    public sealed class WorkJobs(IJobClient<WorkRequest, WorkResponse> client)
        : JobsController<WorkRequest, WorkResponse>(client)
    {
        [ProducesResponseType<JobStatusError>(418, "text/plain")]
        public override Task<IActionResult> Create(WorkRequest input, CancellationToken cancellationToken) =>
            base.Create(input, cancellationToken);
    }
}
