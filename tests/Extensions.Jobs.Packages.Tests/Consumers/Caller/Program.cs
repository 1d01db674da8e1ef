using Microsoft.Extensions.DependencyInjection;

var services = new ServiceCollection();
services.AddJobsClient<PingRequest, PingResponse>(new Uri(args[0]));

await using var provider = services.BuildServiceProvider();
var client = provider.GetRequiredService<IJobClient<PingRequest, PingResponse>>();
var response = await client.RunAsync(new PingRequest("hello", Seconds: 0));
Console.WriteLine(response.Message);
