from znsocket.storage import Storage
