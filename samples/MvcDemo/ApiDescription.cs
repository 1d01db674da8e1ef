using Extensions.Jobs;
using Microsoft.OpenApi;

namespace MvcDemo;

/// <summary>The description of the API, for programs at <c>/openapi/v1.json</c> and for people at <c>/api</c>.</summary>
internal static class ApiDescription
{
    // Its program is served from here; it styles its parts by itself, and has its pictures in its style sheet.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi(options =>
        {
            options.AddJobs();
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    document.Info.Title = "Extensions.Jobs demo";
                    document.Info.Description = "Two types of jobs: a ping, and the counting of words.";
                    document.Info.Contact = new OpenApiContact
                    {
                        Name = "The Extensions.Jobs authors",
                        Url = new Uri("https://github.com/extensions-jobs/extensions-jobs"),
                    };
                    document.Info.License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" };
                    // Whoever reaches the demo may use it.
                    document.Security = [new OpenApiSecurityRequirement()];
                    foreach (var server in document.Servers ?? [])
                    {
                        // Paths begin with a slash.
                        server.Url = server.Url?.TrimEnd('/');
                    }

                    return Task.CompletedTask;
                }
            );
        });

    /// <summary>Serves the page for people; it needs nothing from elsewhere.</summary>
    public static void UseApiPage(this WebApplication app)
    {
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase),
            page =>
            {
                page.Use(
                    (context, next) =>
                    {
                        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
                        context.Response.Headers.XContentTypeOptions = "nosniff";
                        return next(context);
                    }
                );
                page.UseSwaggerUI(options =>
                {
                    options.RoutePrefix = "api";
                    options.DocumentTitle = "API of the Extensions.Jobs demo";
                    options.SwaggerEndpoint("/openapi/v1.json", "v1");
                });
            }
        );
    }
}
