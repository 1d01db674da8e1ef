using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Mvc.Tests.Hosting;

/// <summary>Believes what the header <c>Caller</c> says: claims, as <c>sub=a, role=admin</c>.</summary>
internal sealed class HeaderAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string SchemeName = "header";

    public static AuthenticationBuilder AddTo(IServiceCollection services) =>
        services
            .AddAuthentication(SchemeName)
            .AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>(SchemeName, configureOptions: null);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(
            Request.Headers["Caller"].ToString() is { Length: > 0 } caller
                ? AuthenticateResult.Success(
                    new AuthenticationTicket(
                        new ClaimsPrincipal(new ClaimsIdentity(caller.Split(", ").Select(ClaimOf), SchemeName)),
                        SchemeName
                    )
                )
                : AuthenticateResult.NoResult()
        );

    private static Claim ClaimOf(string text)
    {
        var parts = text.Split('=', 2);
        return new Claim(parts[0] == "id" ? ClaimTypes.NameIdentifier : parts[0], Uri.UnescapeDataString(parts[1]));
    }
}
