namespace MvcDemo;

/// <summary>Serves the page: the files of wwwroot.</summary>
internal static class Page
{
    // The page needs nothing from elsewhere and nothing inline, so the browser may refuse both.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Serves the page at the root.</summary>
    public static void UsePage(this WebApplication app)
    {
        app.UseDefaultFiles();
        // Not MapStaticAssets: started from bin in Production, it answers 200 with no content.
        app.UseStaticFiles(
            new StaticFileOptions
            {
                OnPrepareResponse = file =>
                {
                    file.Context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
                    file.Context.Response.Headers.XContentTypeOptions = "nosniff";
                    file.Context.Response.Headers.CacheControl = "no-cache";
                },
            }
        );
    }
}
