var builder = WebApplication.CreateBuilder(
    // The page, appsettings.json and the database are beside the program, wherever it is started from.
    new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }
);

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.Run();
