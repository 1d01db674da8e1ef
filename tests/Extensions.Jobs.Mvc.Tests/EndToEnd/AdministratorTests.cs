using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;

namespace Extensions.Jobs.Mvc.Tests.EndToEnd;

/// <summary>Who fulfils the policy of administrators sees the jobs of all.</summary>
public sealed class AdministratorTests
{
    [Fact]
    public async Task An_administrator_sees_and_deletes_all_jobs_and_creates_his_own()
    {
        await using var app = await CallersApp.StartAsync(jobs => jobs.AdministratorPolicy = "admin");
        using var anns = await app.CreateAsync("sub=ann", "k");
        using var his = await app.CreateAsync("sub=root, role=admin", "k");

        using var read = await app.SendAsync(
            "sub=root, role=admin",
            "GET",
            anns.Header("Location") + "?redirect=false"
        );
        using var deleted = await app.SendAsync("sub=root, role=admin", "DELETE", anns.Header("Location")!);
        using var gone = await app.SendAsync("sub=ann", "GET", anns.Header("Location")!);
        using var hidden = await app.SendAsync("sub=ann", "GET", his.Header("Location")!);
        using var own = await app.SendAsync("sub=root", "GET", his.Header("Location") + "?redirect=false");
        using var all = await app.SendAsync("sub=root, role=admin", "GET", "/jobs/ping");
        using var some = await app.SendAsync("sub=root", "GET", "/jobs/ping");
        using var none = await app.SendAsync("", "GET", "/jobs/ping");

        var ids = await Task.WhenAll(IdsOfAsync(all), IdsOfAsync(some), IdsOfAsync(none));
        Assert.Contains(his.Header("Location")![^32..], ids[0]);
        Assert.Equal([his.Header("Location")![^32..]], ids[1]);
        Assert.Empty(ids[2]);
        Assert.NotEqual(anns.Header("Location"), his.Header("Location"));
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Contains(deleted.StatusCode, new[] { HttpStatusCode.NoContent, HttpStatusCode.Accepted });
        Assert.Contains(gone.StatusCode, new[] { HttpStatusCode.Gone, HttpStatusCode.OK });
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    private static async Task<string?[]> IdsOfAsync(HttpResponseMessage list) =>
        [
            .. (await list.ReadJsonAsync())
                .GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("id").GetString()),
        ];
}
