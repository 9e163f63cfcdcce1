import type { HealthScript } from './script';

/** Argo CD has none. */
export const DATA_IMPORT_CRON: HealthScript = {
  group: 'cdi.kubevirt.io',
  kind: 'DataImportCron',
  lua: `
local status = obj.status or {}
local upToDate = {}
local progressing = {}
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "UpToDate" then upToDate = condition end
  if condition.type == "Progressing" then progressing = condition end
end

if upToDate.status == "True" then
  return { status = "Healthy", message = "the latest image is imported" }
end
local message = upToDate.message or "CDI has not looked at it yet"
local importing = status.currentImports ~= nil and #status.currentImports > 0
if importing and progressing.message ~= nil then
  message = progressing.message
end
-- Machines are cloned from the last import, whatever becomes of the next one.
if status.lastImportedPVC ~= nil then
  return { status = "Healthy", message = "the last import is used: " .. message }
end
if progressing.reason == "Failed" or progressing.reason == "NotAuthorized" then
  return { status = "Degraded", message = progressing.message or progressing.reason }
end
-- The registry has not answered. That is no reason to keep everything else from being applied: machines wait for
-- their image themselves.
if not importing and upToDate.reason == "NoDigest" then
  return { status = "Healthy", message = "no image yet: " .. message }
end
return { status = "Progressing", message = message }
`,
};
