-- `pandoc lua many_pages.lua`: the HTML of many pages, from and to JSON, since pandoc starts slowly.
local given = pandoc.json.decode(io.read("a"), false)
local made = {}
for number, text in ipairs(given.texts) do
  local options = pandoc.WriterOptions { wrap_text = "preserve", highlight_method = "none" }
  made[number] = pandoc.write(pandoc.read(text, given.form), "html", options)
end
io.write(pandoc.json.encode(made))
